import { own } from '../../domain/values/own.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { SCALE } from '../schema/surveySchema.ts';
import { wrong, type Findings, type Path } from '../source/fault.ts';

type Survey = NonNullable<AuthoredPack['surveys']>[string];

export function* checkSurveys(pack: AuthoredPack): Findings {
  for (const [id, survey] of Object.entries(pack.surveys ?? {})) {
    const { asks, scale = SCALE, satisfied } = survey;
    const path = ['surveys', id];
    if (asks === 'agreement' && (survey.scale ?? satisfied) !== undefined)
      yield wrong(
        'agreement-without-score',
        [...path, survey.scale === undefined ? 'satisfied' : 'scale'],
        '只问是否认可,没有评分',
        'it asks for agreement, so it has no score',
      );
    if (satisfied !== undefined && satisfied > scale)
      yield wrong(
        'satisfied-above-scale',
        [...path, 'satisfied'],
        `满分为 ${scale},不会有更高的评分`,
        `the highest score is ${scale}`,
      );
    yield* checkStep(pack, survey, path);
  }
}

/** What a step that asks a survey records. */
function* checkStep(pack: AuthoredPack, { asks, scale = SCALE, step }: Survey, path: Path): Findings {
  const def = step === undefined ? undefined : own(pack.steps, step);
  if (def === undefined) return;
  const { reached, score, agrees } = def.fields ?? {};
  const [answer, kind] = asks === 'score' ? ['score', `integer, min: 1, max: ${scale}`] : ['agrees', 'boolean'];
  const isAnswered =
    asks === 'agreement'
      ? agrees?.type === 'boolean'
      : score?.type === 'integer' && score.min === 1 && score.max === scale;
  if (reached?.type !== 'boolean' || !isAnswered)
    yield wrong(
      'survey-step-lacks',
      [...path, 'step'],
      `步骤 "${step}" 要有字段 reached(boolean)和 ${answer}(${kind})`,
      `step "${step}" needs the fields reached (boolean) and ${answer} (${kind})`,
    );
}
