import { useTranslation } from 'react-i18next';
import { CameraProblem } from '../../electron/contract/camera.ts';
import { cameraProblemWords } from '../../electron/contract/problems.ts';
import { UnusableModel, type Finding } from '../../electron/contract/station.ts';
import { useBehaviorTitle } from '../stores/behaviors.ts';
import { formatBytes, formatCount, formatDuration } from '../ui/format.ts';
import { useLanguage } from '../words/language.ts';

export type FindingText = { title: string; help: string };

function numberOf(values: Finding['values'], key: string): number {
  const value = values[key];
  return typeof value === 'number' ? value : Number(value ?? 0);
}

/** Gives a finding's two sentences: what is, and what to do about it. */
export function useFindingText(): (finding: Finding) => FindingText {
  const { t } = useTranslation(['station', 'common']);
  const behavior = useBehaviorTitle();
  const language = useLanguage();
  return ({ topic, values }) => {
    const space = { free: formatBytes(numberOf(values, 'freeBytes')), reserve: formatBytes(numberOf(values, 'reserveBytes')) };
    switch (topic) {
      case 'recording-paused':
      case 'disk-reserve':
      case 'disk-low':
        return { title: t(`finding.${topic}.title`, space), help: t(`finding.${topic}.help`, space) };
      case 'camera-down': {
        const problem = CameraProblem.safeParse(values['problem']);
        return {
          title: t('finding.camera-down.title', { name: values['name'] ?? '' }),
          help: problem.success ? cameraProblemWords[problem.data][language] : t('finding.camera-down.help'),
        };
      }
      case 'worker-restarting':
        return {
          title: t('finding.worker-restarting.title', { number: numberOf(values, 'number') }),
          help: t('finding.worker-restarting.help', { restarts: formatCount(numberOf(values, 'restarts'), language), reason: values['reason'] ?? '' }),
        };
      case 'overloaded':
        return { title: t('finding.overloaded.title', { pace: Math.round(numberOf(values, 'pace') * 100) }), help: t('finding.overloaded.help') };
      case 'clock-jumped':
        return { title: t('finding.clock-jumped.title', { by: formatDuration(Math.abs(numberOf(values, 'seconds')) * 1000, language) }), help: t('finding.clock-jumped.help') };
      case 'model-failed':
        return { title: t('finding.model-failed.title'), help: values['problem'] === undefined ? t('finding.model-failed.help') : `${values['provider'] ?? ''}: ${values['problem']}` };
      case 'model-unusable': {
        const { model, problem } = UnusableModel.omit({ behaviors: true }).parse(values);
        const behaviors = model === 'detector' ? t('finding.model-unusable.every') : String(values['behaviors']).split(' ').map(behavior).join(t('detectors.and'));
        const concerned = model === 'detector' ? t('finding.model-unusable.still') : t('finding.model-unusable.rules', { count: numberOf(values, 'count') });
        const help = t(problem === 'broken' ? 'finding.model-unusable.provider' : 'finding.model-unusable.install');
        return { title: t(`finding.model-unusable.${problem}`, { behaviors, model: t(`common:model.${model}`) }), help: `${concerned}${language === 'en' ? ' ' : ''}${help}` };
      }
      case 'detector-replaced':
        return { title: t('finding.detector-replaced.title', { name: values['name'] ?? '' }), help: t(values['reason'] === 'missing' ? 'finding.detector-replaced.missing' : 'finding.detector-replaced.broken') };
      case 'clip-failed':
      case 'database-slow':
        return { title: t(`finding.${topic}.title`), help: t(`finding.${topic}.help`) };
    }
  };
}
