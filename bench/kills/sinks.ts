import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromSink, ToSink } from './sink.ts';

/** The driver's end of the receivers' process. */
export class Sinks {
  readonly smtpUrl: string;
  readonly webhookUrl: string;
  readonly #child: ChildProcess;
  #stopping = false;

  private constructor(child: ChildProcess, smtp: number, http: number) {
    this.#child = child;
    this.smtpUrl = `smtp://127.0.0.1:${smtp}`;
    this.webhookUrl = `http://127.0.0.1:${http}/messages`;
    // Without its receivers a run proves nothing.
    child.once('exit', (code) => {
      if (!this.#stopping) throw new Error(`the receivers died (exit ${code})`);
    });
  }

  /** `secret`: what webhooks are signed with, base64. `file`: where they write down what they get. */
  static start(file: string, secret: string): Promise<Sinks> {
    const child = fork(fileURLToPath(new URL('sink.js', import.meta.url)), [file, secret]);
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the receivers stopped (exit ${code})`)));
      child.on('message', (message: FromSink) => {
        if (message.what === 'ready') resolve(new Sinks(child, message.smtp, message.http));
      });
    });
  }

  /** Keeps the next mail's sender waiting between its DATA and the answer. True when one waits within `ms`. */
  holdMail(ms: number): Promise<boolean> {
    this.#send({ what: 'hold' });
    return new Promise((resolve) => {
      const done = (held: boolean): void => {
        clearTimeout(timer);
        this.#child.off('message', heard);
        resolve(held);
      };
      const heard = (message: FromSink): void => {
        if (message.what === 'held') done(true);
      };
      const timer = setTimeout(() => done(false), ms);
      this.#child.on('message', heard);
    });
  }

  releaseMail(): void {
    this.#send({ what: 'release' });
  }

  stop(): void {
    this.#stopping = true;
    this.#child.disconnect();
  }

  #send(message: ToSink): void {
    this.#child.send(message);
  }
}
