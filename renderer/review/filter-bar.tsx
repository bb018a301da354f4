import { ActionIcon, Button, Indicator, MultiSelect, Popover, Select } from '@mantine/core';
import { DatesProvider, DateTimePicker } from '@mantine/dates';
import 'dayjs/locale/zh-cn';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { EventState, type EventFilter } from '../../electron/contract/event.ts';
import { Severity } from '../../electron/contract/scene.ts';
import { useChannel } from '../channel/use-channel.ts';
import { useBehaviors } from '../stores/behaviors.ts';
import { useCameras } from '../stores/cameras.ts';
import { formatCount } from '../ui/format.ts';
import { useKeys } from '../ui/keys.ts';
import { SeveritySign } from '../ui/severity.tsx';
import { useLanguage } from '../words/language.ts';
import { isNarrowed, panelConditions, presetFrom, toggleSeverity, withPart } from './filter.ts';
import { showFilter, useQueue } from './queue-store.ts';

/** Which events the queue holds: state and severity at hand, camera, behaviour and time in the panel behind. */
export function FilterBar(): JSX.Element {
  const { t } = useTranslation(['review', 'common']);
  const channel = useChannel();
  const language = useLanguage();
  const { filter, total } = useQueue();
  const set = (next: EventFilter): void => showFilter(channel, next);
  const state = filter.states?.length === 1 ? (filter.states[0] ?? 'all') : 'all';
  const conditions = panelConditions(filter);
  const [open, setOpen] = useState(false);
  useKeys({ title: t('filter.more'), bindings: open ? [{ keys: ['escape'], title: t('common:action.close'), run: () => setOpen(false) }] : [] });
  return (
    <div className="filter" data-testid="filter">
      <Select
        className="filter-state"
        aria-label={t('filter.state')}
        value={state}
        data={[...EventState.options.map((value) => ({ value, label: t(`common:eventState.${value}`) })), { value: 'all', label: t('filter.all') }]}
        onChange={(value) => {
          const chosen = EventState.safeParse(value);
          set(withPart(filter, 'states', chosen.success ? [chosen.data] : null));
        }}
      />
      <Popover opened={open} onChange={setOpen} position="bottom-end" width="22rem" trapFocus withinPortal>
        <Popover.Target>
          <Indicator label={conditions} size="1rem" disabled={conditions === 0} offset={3}>
            <ActionIcon variant="default" size="input-sm" aria-label={t('filter.more')} title={t('filter.more')} onClick={() => setOpen(!open)} data-testid="filter-more"><IconAdjustmentsHorizontal size="1.25rem" /></ActionIcon>
          </Indicator>
        </Popover.Target>
        <Popover.Dropdown>
          <FilterPanel filter={filter} onFilter={set} />
        </Popover.Dropdown>
      </Popover>
      <div className="filter-second">
        <span className="filter-count figures" data-testid="queue-count">{total === null ? '' : t('queue.count', { count: total, shown: formatCount(total, language) })}</span>
        <div className="filter-severities" role="group" aria-label={t('filter.severity')}>
          {Severity.options.map((severity) => (
            <button
              key={severity}
              type="button"
              aria-pressed={filter.severities?.includes(severity) ?? false}
              aria-label={t(`common:severity.${severity}`)}
              title={t(`common:severity.${severity}`)}
              data-dim={filter.severities !== undefined && !filter.severities.includes(severity) ? true : undefined}
              onClick={() => set(toggleSeverity(filter, severity))}
            >
              <SeveritySign severity={severity} labelled size={1.0625} />
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}

/** What pickers of the library speak: local time as YYYY-MM-DD HH:mm:ss. */
function toPicker(at: number | undefined): string | null {
  if (at === undefined) return null;
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

function fromPicker(value: string | null): number | null {
  const at = value === null ? NaN : new Date(value.replace(' ', 'T')).getTime();
  return Number.isNaN(at) ? null : at;
}

function FilterPanel({ filter, onFilter }: { filter: EventFilter; onFilter: (filter: EventFilter) => void }): JSX.Element {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const cameras = useCameras(({ entries }) => entries ?? []);
  const cards = useBehaviors((state) => state.cards ?? []);
  const within = { withinPortal: false };
  return (
    <div className="filter-panel" data-testid="filter-panel">
      <div className="filter-presets" role="group" aria-label={t('filter.time')}>
        {(['today', 'day', 'week'] as const).map((preset, index) => (
          <Button key={preset} data-autofocus={index === 0 || undefined} size="compact-sm" variant="default" onClick={() => onFilter(withPart(withPart(filter, 'from', presetFrom(preset, Date.now())), 'to', null))}>{t(`filter.${preset}`)}</Button>
        ))}
      </div>
      <MultiSelect
        label={t('filter.camera')}
        placeholder={filter.cameras === undefined ? t('filter.all') : ''}
        data={cameras.map(({ camera }) => ({ value: camera.id, label: camera.name }))}
        value={filter.cameras ?? []}
        onChange={(value) => onFilter(withPart(filter, 'cameras', value))}
        searchable clearable comboboxProps={within} maxDropdownHeight="16rem"
      />
      <MultiSelect
        label={t('filter.behavior')}
        placeholder={filter.behaviors === undefined ? t('filter.all') : ''}
        data={cards.map(({ id, title }) => ({ value: id, label: title[language] }))}
        value={filter.behaviors ?? []}
        onChange={(value) => onFilter(withPart(filter, 'behaviors', value))}
        clearable comboboxProps={within}
      />
      <DatesProvider settings={{ locale: language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}>
        <DateTimePicker label={t('filter.from')} placeholder={t('filter.any')} value={toPicker(filter.from)} onChange={(value) => onFilter(withPart(filter, 'from', fromPicker(value)))} valueFormat="YYYY-MM-DD HH:mm:ss" withSeconds clearable popoverProps={within} />
        <DateTimePicker label={t('filter.to')} placeholder={t('filter.any')} value={toPicker(filter.to)} onChange={(value) => onFilter(withPart(filter, 'to', fromPicker(value)))} valueFormat="YYYY-MM-DD HH:mm:ss" withSeconds clearable popoverProps={within} />
      </DatesProvider>
      <Button variant="default" disabled={!isNarrowed(filter)} onClick={() => onFilter(filter.states === undefined ? {} : { states: filter.states })}>{t('filter.clear')}</Button>
    </div>
  );
}
