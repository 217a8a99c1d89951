import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from './arbitraryOf.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

/** One call of the contract, as a client reads it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content: Content }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  readonly components: unknown;
}

/** The contract with its validators. */
export class Contract {
  readonly operations: readonly Operation[];
  readonly #components: unknown;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #compiled = new Map<JsonSchema, ValidateFunction>();

  constructor(document: Document) {
    this.#components = document.components;
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
    );
  }

  /** Does the value fit the schema? */
  fits(schema: JsonSchema, value: unknown): boolean {
    return this.#validator(schema)(value);
  }

  /** Why an answer is none of those that the operation has; `undefined` when it is one. */
  fault(operation: Operation, status: number, type: string, body: unknown): string | undefined {
    const answer = operation.responses[status];
    if (answer === undefined) return `status ${status} is not in the contract`;
    const named = type.split(';')[0]?.trim() ?? '';
    const content = answer.content[named];
    if (content === undefined) return `status ${status} has no content of type "${named}"`;
    const validate = this.#validator(content.schema);
    return validate(body) ? undefined : `the body of ${status}: ${this.#ajv.errorsText(validate.errors)}`;
  }

  #validator(schema: JsonSchema): ValidateFunction {
    const known = this.#compiled.get(schema);
    if (known !== undefined) return known;
    const made = this.#ajv.compile({ ...schema, components: this.#components });
    this.#compiled.set(schema, made);
    return made;
  }
}
