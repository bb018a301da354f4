import { Button } from '@mantine/core';
import { IconLineDashed, IconPhoto, IconPolygon } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../electron/contract/camera.ts';
import type { BehaviorRule, Scene } from '../../electron/contract/scene.ts';
import { navigate } from '../routing.ts';
import { useBehaviors, useBehaviorTitle } from '../stores/behaviors.ts';
import { useIsAdministrator } from '../stores/session.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { useLanguage } from '../words/language.ts';
import { ruleSentence } from './scene-editor/rules/sentence.ts';

function Rules({ rules, scene }: { rules: readonly BehaviorRule[]; scene: Scene }): JSX.Element {
  const { t } = useTranslation(['cameras', 'common']);
  const language = useLanguage();
  const title = useBehaviorTitle();
  const cards = useBehaviors((state) => state.cards);
  if (rules.length === 0) return <span className="dim">{t('scene.noRules')}</span>;
  return (
    <>
      {rules.map((rule) => (
        <span key={rule.id} className="camera-watch-rule" data-off={!rule.enabled || undefined} title={ruleSentence(rule, { scene, cards: cards ?? [], language, t }).map(({ text }) => text).join('')}>
          <SeveritySign severity={rule.severity ?? cards?.find(({ id }) => id === rule.behavior)?.severity ?? 'blue'} size={0.8125} />
          {title(rule.behavior)}
          {!rule.enabled && <span className="dim"> ({t('page.ruleOff')})</span>}
        </span>
      ))}
    </>
  );
}

/** Zones, lines and their behaviours in words. */
export function CameraWatch({ camera }: { camera: Camera }): JSX.Element {
  const { t } = useTranslation('cameras');
  const administrator = useIsAdministrator();
  const { zones, lines, behaviors } = camera.scene;
  const pictureRules = behaviors.filter((rule) => rule.zone === undefined && rule.line === undefined);
  const places = [
    ...zones.map(({ id, name }) => ({ key: `zone ${id}`, icon: <IconPolygon />, name, rules: behaviors.filter((rule) => rule.zone === id) })),
    ...lines.map(({ id, name }) => ({ key: `line ${id}`, icon: <IconLineDashed />, name, rules: behaviors.filter((rule) => rule.line === id && rule.zone === undefined) })),
    ...(pictureRules.length === 0 ? [] : [{ key: 'picture', icon: <IconPhoto />, name: t('page.wholePicture'), rules: pictureRules }]),
  ];
  return (
    <section className="camera-watch" aria-label={t('page.watching')}>
      <h2>{t('page.watching')}</h2>
      {places.length === 0 ? (
        <div className="camera-watch-none">
          <p><strong>{t('page.nothingWatched')}</strong> <span className="dim">{t('page.nothingWatchedHelp')}</span></p>
          {administrator && <Button variant="default" size="compact-md" leftSection={<IconPolygon size="1rem" />} onClick={() => navigate('cameras', `scene-${camera.id}`)}>{t('page.draw')}</Button>}
        </div>
      ) : (
        <ul>
          {places.map(({ key, icon, name, rules }) => (
            <li key={key} className="camera-watch-place">
              {icon}
              <span className="camera-watch-name cut" title={name}>{name}</span>
              <span className="camera-watch-rules"><Rules rules={rules} scene={camera.scene} /></span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
