import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { classWords } from '../../../electron/contract/class-words.ts';
import type { Detector } from '../../../electron/contract/detector.ts';
import { ObjectClass } from '../../../electron/contract/object-class.ts';
import { useChannel } from '../../channel/use-channel.ts';
import { useCameras } from '../../stores/cameras.ts';
import { useIsAdministrator } from '../../stores/session.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { formatBytes } from '../../ui/format.ts';
import { tell } from '../../ui/notices.ts';
import { useLanguage } from '../../words/language.ts';
import { CameraChoice } from './camera-choice.tsx';
import { CheckPanel } from './check-panel.tsx';
import { ClassPanel } from './class-panel.tsx';
import { modelClassText } from './class-words.ts';
import { useRemoveDetector } from './use-remove-detector.tsx';

type Panel = 'check' | 'classes' | 'use';

/** One imported detector: what it is, how fast, what of its classes is used, who uses it, and what can be done with it. */
export function DetectorRow({ detector, onChanged }: { detector: Detector; onChanged: () => void }): JSX.Element {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const administrator = useIsAdministrator();
  const entries = useCameras((state) => state.entries) ?? [];
  const remove = useRemoveDetector(onChanged);
  const [open, setOpen] = useState<Panel | null>(null);
  const users = entries.filter(({ camera }) => camera.detector === detector.id);
  const { width, height, follows } = detector.picture;
  const classes = ObjectClass.options.filter((objectClass) => detector.classes.some((each) => each.class === objectClass));
  const ignored = detector.classes.flatMap((each, index) => (each.class === null && each.name !== '' ? modelClassText(detector, index) : []));
  const toggle = (what: Panel) => () => setOpen(open === what ? null : what);
  return (
    <li className="detector" data-testid="detector" data-missing={detector.missing || undefined}>
      <div className="detector-facts">
        <div className="detector-words">
          <DetectorTitle detector={detector} onChanged={onChanged} />
          <span className="dim figures">{t(`detectors.family.${detector.family}`)} · {follows ? t('detectors.follows', { longest: Math.max(width, height) }) : `${width}×${height}`} · {formatBytes(detector.bytes)}</span>
        </div>
        <div className="detector-words">
          <span>{classes.map((each) => classWords[each][language]).join(t('detectors.and'))}</span>
          {classes.length === 0 && <span>{t('detectors.noClasses', { count: detector.classes.length })}</span>}
          {ignored.length > 0 && <span className="dim cut" title={ignored.join(', ')}>{t('detectors.ignored', { count: ignored.length })}</span>}
        </div>
        <div className="detector-words">
          <span className="figures">{t('detectors.ms', { ms: detector.msPerRun.toFixed(1) })}</span>
          <span className="dim figures">{t('detectors.against', { ms: detector.builtInMsPerRun.toFixed(1) })}</span>
        </div>
        <div className="detector-words">
          {users.length === 0 ? <span className="dim">{t('detectors.unused')}</span> : <span className="cut" title={users.map(({ camera }) => camera.name).join(', ')}>{t('detectors.usedBy', { count: users.length })}</span>}
          {users.length > 0 && <span className="dim cut">{users.map(({ camera }) => camera.name).join(t('detectors.and'))}</span>}
        </div>
        {administrator && (
          <div className="detector-actions">
            <Button variant={open === 'check' ? 'filled' : 'default'} disabled={detector.missing} aria-expanded={open === 'check'} onClick={toggle('check')} data-testid="detector-open-check">{t('detectors.check')}</Button>
            <Button variant={open === 'classes' ? 'filled' : 'default'} aria-expanded={open === 'classes'} onClick={toggle('classes')} data-testid="detector-open-classes">{t('detectors.classes')}</Button>
            <Button variant={open === 'use' ? 'filled' : 'default'} disabled={(detector.missing || classes.length === 0) && users.length === 0} aria-expanded={open === 'use'} onClick={toggle('use')} data-testid="detector-open-use">{t('detectors.use')}</Button>
            <ActionIcon variant="subtle" size="lg" aria-label={t('detectors.remove', { name: detector.name })} title={users.length > 0 ? t('detectors.inUse') : t('detectors.remove', { name: detector.name })} disabled={users.length > 0} onClick={() => remove(detector)} data-testid="detector-remove"><IconTrash size="1.125rem" /></ActionIcon>
          </div>
        )}
      </div>
      {detector.missing && <p className="detector-missing">{t('detectors.missing')}</p>}
      {classes.length === 0 && <p className="detector-missing" data-testid="detector-unnamed">{t('detectors.unnamed')}</p>}
      {open === 'check' && <CheckPanel detector={detector} onChanged={onChanged} />}
      {open === 'classes' && <ClassPanel key={JSON.stringify(detector.classes)} detector={detector} onChanged={onChanged} />}
      {open === 'use' && <CameraChoice detector={detector} onDone={() => setOpen(null)} />}
    </li>
  );
}

function DetectorTitle({ detector: { id, name }, onChanged }: { detector: Detector; onChanged: () => void }): JSX.Element {
  const { t } = useTranslation('station');
  const channel = useChannel();
  const text = useCallErrorText();
  const administrator = useIsAdministrator();
  const [typed, setTyped] = useState<string | null>(null);
  const save = (): void => {
    if (typed === null) return;
    setTyped(null);
    if (typed.trim() === '' || typed.trim() === name) return;
    channel.call('detectors.rename', { detectorId: id, name: typed }).then(onChanged, (error: unknown) => tell(text(error)));
  };
  if (typed !== null)
    return (
      <TextInput
        size="xs" aria-label={t('detectors.name')} value={typed} maxLength={60} autoFocus data-testid="detector-name" onChange={(event) => setTyped(event.currentTarget.value)} onBlur={save}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save();
          if (key === 'Escape') setTyped(null);
        }}
      />
    );
  return (
    <span className="detector-title">
      <strong className="cut" title={name}>{name}</strong>
      {administrator && <ActionIcon variant="subtle" size="sm" aria-label={t('detectors.rename', { name })} onClick={() => setTyped(name)} data-testid="detector-rename"><IconPencil size="0.875rem" /></ActionIcon>}
    </span>
  );
}
