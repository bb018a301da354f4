import { Select } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../channel/use-channel.ts';

/** Chooses what finds objects in a camera's pictures; empty is the built-in detector. */
export function DetectorField({ detector, onChange }: { detector: string; onChange: (detector: string) => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const { value } = useAnswer('detectors.list', {});
  const usable = value?.imported.filter(({ classes }) => classes.some((each) => each.class !== null)) ?? [];
  const imported = usable.map(({ id, name }) => ({ value: id, label: name }));
  const isGone = detector !== '' && value !== undefined && imported.every((each) => each.value !== detector);
  return (
    <Select
      size="md" label={t('form.detector')} description={t('form.detectorHelp')} allowDeselect={false} value={detector} data-testid="camera-detector"
      data={[{ value: '', label: t('form.detectorBuiltIn') }, ...imported, ...(isGone ? [{ value: detector, label: t('form.detectorGone') }] : [])]}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
