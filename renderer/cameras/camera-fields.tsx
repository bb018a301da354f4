import { Collapse, NumberInput, PasswordInput, SegmentedControl, Select, Switch, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordingMode } from '../../electron/contract/camera.ts';
import { parseAddress } from './address.ts';
import { DetectorField } from './detector-field.tsx';
import { type CameraForm, type FormProblems, tidyAddress } from './camera-form.ts';

const limits = { analysisFps: { min: 1, max: 25 }, keepDays: { min: 1, max: 365 } } as const;

type FieldsProps = {
  form: CameraForm;
  problems: FormProblems;
  /** Problems of fields that nobody has filled in yet are not shown before the first try to send. */
  strict: boolean;
  hasPassword: boolean;
  onChange: (patch: Partial<CameraForm>) => void;
};

/** The sentence for a field's problem, or nothing. */
function useProblem({ problems, strict, form }: FieldsProps): (field: keyof FormProblems) => string | false {
  const { t } = useTranslation('cameras');
  return (field) => {
    const problem = problems[field];
    if (problem === undefined || (!strict && form[field] === '')) return false;
    return problem === 'out-of-limits' && field in limits ? t('form.problem.out-of-limits', limits[field as keyof typeof limits]) : t(`form.problem.${problem}`);
  };
}

/** How the camera is reached: address and credentials. */
export function ConnectionFields(props: FieldsProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const { form, hasPassword, onChange } = props;
  const problem = useProblem(props);
  return (
    <>
      <TextInput
        size="md" label={t('form.address')} description={t('form.addressHelp')} placeholder={t('form.addressExample')} value={form.address} error={problem('address')}
        autoComplete="off" spellCheck={false} inputMode="url" required data-testid="camera-address" data-autofocus
        onChange={(event) => onChange({ address: event.currentTarget.value })}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          if (!pasted.includes('@') || event.currentTarget.value !== '') return;
          event.preventDefault();
          onChange(tidyAddress({ ...form, address: pasted.trim() }));
        }}
        onBlur={() => onChange(tidyAddress(form))}
      />
      {!isFile(form) && (
        <div className="camera-form-pair">
          <TextInput size="md" label={t('form.username')} value={form.username} maxLength={128} autoComplete="off" spellCheck={false} data-testid="camera-username" onChange={(event) => onChange({ username: event.currentTarget.value })} />
          <PasswordInput
            size="md" label={t('form.password')} value={form.password} maxLength={256} autoComplete="new-password" data-testid="camera-password"
            placeholder={hasPassword ? t('form.passwordUnchanged') : ''} onChange={(event) => onChange({ password: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}

export function isFile(form: CameraForm): boolean {
  const parsed = parseAddress(form.address);
  return 'kind' in parsed && parsed.kind === 'file';
}

export function NameField(props: FieldsProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const { form, onChange } = props;
  const problem = useProblem(props);
  return (
    <TextInput
      size="md" label={t('form.name')} description={t('form.nameHelp')} placeholder={t('form.nameExample')} value={form.name} error={problem('name')} required
      data-testid="camera-name" onChange={(event) => onChange({ name: event.currentTarget.value })}
    />
  );
}

/** What most cameras leave as it is. */
export function MoreFields(props: FieldsProps & { opened: boolean }): JSX.Element {
  const { t } = useTranslation('cameras');
  const { form, onChange } = props;
  const problem = useProblem(props);
  const [opened, setOpened] = useState(props.opened);
  const shown = opened || problem('subAddress') !== false || problem('analysisFps') !== false || problem('keepDays') !== false;
  return (
    <>
      <UnstyledButton className="camera-form-more" aria-expanded={shown} onClick={() => setOpened(!shown)} data-testid="camera-more"><IconChevronDown data-open={shown || undefined} />{t('form.more')}</UnstyledButton>
      <Collapse expanded={shown}>
        <div className="camera-form-fields">
          {isFile(form) ? (
            <Switch size="md" label={t('form.loop')} checked={form.loop} onChange={(event) => onChange({ loop: event.currentTarget.checked })} />
          ) : (
            <>
              <TextInput
                size="md" label={t('form.subAddress')} description={t('form.subAddressHelp')} value={form.subAddress} error={problem('subAddress')} autoComplete="off" spellCheck={false}
                data-testid="camera-sub-address" onChange={(event) => onChange({ subAddress: event.currentTarget.value })} onBlur={() => onChange(tidyAddress(form))}
              />
              <div>
                <div className="camera-form-label" id="camera-transport">{t('form.transport')}</div>
                <p className="camera-form-help">{t('form.transportHelp')}</p>
                <SegmentedControl
                  aria-labelledby="camera-transport" value={form.transport} data={[{ value: 'tcp', label: 'TCP' }, { value: 'udp', label: 'UDP' }]}
                  onChange={(transport) => onChange({ transport: transport === 'udp' ? 'udp' : 'tcp' })}
                />
              </div>
            </>
          )}
          <div className="camera-form-pair">
            <Select
              size="md" label={t('form.recording')} value={form.recording} data={RecordingMode.options.map((value) => ({ value, label: t(`form.recordingMode.${value}`) }))}
              onChange={(value) => onChange({ recording: RecordingMode.parse(value) })}
            />
            <NumberInput size="md" label={t('form.keepDays')} {...limits.keepDays} clampBehavior="none" allowDecimal={false} value={form.keepDays} error={problem('keepDays')} onChange={(value) => onChange({ keepDays: typeof value === 'number' ? value : '' })} />
          </div>
          <div className="camera-form-pair">
            <NumberInput size="md" label={t('form.analysisFps')} {...limits.analysisFps} clampBehavior="none" value={form.analysisFps} error={problem('analysisFps')} onChange={(value) => onChange({ analysisFps: typeof value === 'number' ? value : '' })} />
          </div>
          <DetectorField detector={form.detector} onChange={(detector) => onChange({ detector })} />
          <Switch size="md" label={t('form.learning')} description={t('form.learningHelp')} checked={form.learning} onChange={(event) => onChange({ learning: event.currentTarget.checked })} />
          <Switch size="md" label={t('form.enabled')} description={t('form.enabledHelp')} checked={form.enabled} onChange={(event) => onChange({ enabled: event.currentTarget.checked })} />
        </div>
      </Collapse>
    </>
  );
}
