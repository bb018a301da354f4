import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { IconPencil, IconRulerMeasure, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroundCalibration, GroundWay } from '../../../../electron/contract/ground.ts';
import { sceneProblemWords } from '../../../../electron/contract/words/scene-problems.ts';
import { useTypedNumber } from '../../../ui/typed-number.ts';
import { useLanguage } from '../../../words/language.ts';
import type { EditorAction } from '../actions.ts';
import type { EditorState } from '../model.ts';
import { certaintyOf } from './ground-grid.ts';
import { type GroundView, measuredTexts, uncertaintyText } from './use-ground.ts';
import './ground.css';

type PanelProps = { ground: GroundCalibration; view: GroundView; state: EditorState; dispatch: (action: EditorAction) => void };
type LengthProps = { label: string; value: number; first?: boolean; onChange: (metres: number) => void; onSettle: () => void };

/** A length in metres; empty is 0, not measured yet. */
function Length({ label, value, first = false, onChange, onSettle }: LengthProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const field = useRef<HTMLInputElement>(null);
  const missing = useRef(first && value === 0);
  const typed = useTypedNumber(value === 0 ? '' : value, (metres) => onChange(Math.min(1000, Math.max(0, metres ?? 0))), onSettle);
  useEffect(() => {
    if (!missing.current) return;
    const timer = setTimeout(() => field.current?.focus()); // after the click that set the last mark has moved the focus
    return () => clearTimeout(timer);
  }, []);
  return (
    <NumberInput
      {...typed} ref={field} label={label} min={0} max={1000} step={0.1} decimalScale={2} suffix={` ${t('scene.ground.unit')}`} hideControls data-testid="ground-length"
    />
  );
}

/** The lens' horizontal angle in degrees; empty, or on its way to a possible angle, is unknown. */
function ViewAngle({ value, onChange, onSettle }: { value: number | null; onChange: (degrees: number | null) => void; onSettle: () => void }): JSX.Element {
  const { t } = useTranslation('cameras');
  const typed = useTypedNumber(value ?? '', (degrees) => onChange(degrees !== null && degrees >= 5 && degrees <= 150 ? degrees : null), onSettle);
  return (
    <NumberInput
      {...typed} label={t('scene.ground.view')} placeholder={t('scene.ground.viewUnknown')} min={5} max={150} step={1} decimalScale={1} suffix="°" hideControls data-testid="ground-view"
    />
  );
}

/** The lengths of one way to calibrate. */
function Lengths({ ground, dispatch }: Pick<PanelProps, 'ground' | 'dispatch'>): JSX.Element {
  const { t } = useTranslation('cameras');
  const set = (changed: GroundCalibration): void => dispatch({ type: 'setGround', ground: changed });
  const settle = (): void => dispatch({ type: 'settle' });
  const side = (from: number, to: number): string => t('scene.ground.side', { from, to });
  switch (ground.way) {
    case 'rectangle': {
      const [first, second] = ground.sidesM;
      return (
        <div className="ground-lengths">
          <Length label={side(1, 2)} value={first} first onChange={(metres) => set({ ...ground, sidesM: [metres, second] })} onSettle={settle} />
          <Length label={side(2, 3)} value={second} onChange={(metres) => set({ ...ground, sidesM: [first, metres] })} onSettle={settle} />
        </div>
      );
    }
    case 'quadrilateral':
      return (
        <div className="ground-lengths">
          {ground.sidesM.map((length, index) => (
            <Length
              key={index} label={side(index + 1, ((index + 1) % 4) + 1)} value={length} first={index === 0} onSettle={settle}
              onChange={(metres) => set({ ...ground, sidesM: ground.sidesM.with(index, metres) as typeof ground.sidesM })}
            />
          ))}
          <Length label={t('scene.ground.diagonal')} value={ground.diagonalM} onChange={(diagonalM) => set({ ...ground, diagonalM })} onSettle={settle} />
        </div>
      );
    case 'persons':
      return (
        <div className="ground-lengths">
          <Length label={t('scene.ground.height')} value={ground.heightM} onChange={(heightM) => set({ ...ground, heightM })} onSettle={settle} />
          <ViewAngle value={ground.viewDeg} onChange={(viewDeg) => set({ ...ground, viewDeg })} onSettle={settle} />
        </div>
      );
  }
}

/** How sure the ground is, and what it says of the camera: the installer sees at once whether that can be. */
function Facts({ ground, view: { model }, state }: Omit<PanelProps, 'dispatch'>): JSX.Element | null {
  const { t } = useTranslation('cameras');
  const certainty = model === null ? null : certaintyOf(model, ground);
  if (model === null || certainty === null) return null;
  const measured = state.measure === null ? null : model.distance(...state.measure);
  return (
    <dl className="ground-facts" data-testid="ground-facts">
      <dt>{t('scene.ground.near')}</dt><dd>{t('scene.ground.plusMinus', { value: uncertaintyText(certainty.nearM) })}</dd>
      <dt>{t('scene.ground.far')}</dt><dd>{t('scene.ground.plusMinus', { value: uncertaintyText(certainty.farM) })}</dd>
      <dt>{t('scene.ground.lengths')}</dt><dd>{t('scene.ground.percent', { value: Math.max(1, Math.round(certainty.lengthShare * 100)) })}</dd>
      <dt>{t('scene.ground.cameraHeight')}</dt><dd>{t('scene.ground.metres', { value: model.cameraHeightM.toFixed(1) })}</dd>
      {model.viewDeg !== null && <><dt>{t('scene.ground.viewFound')}</dt><dd>{Math.round(model.viewDeg)}°</dd></>}
      {measured !== null && <><dt className="ground-measured">{t('scene.ground.checked')}</dt><dd className="ground-measured" role="status">{t('scene.ground.measured', measuredTexts(measured))}</dd></>}
    </dl>
  );
}

/** The calibrated ground: the way, the lengths, what is wrong, how sure it is, and a distance to check it by. */
export function GroundPanel({ ground, view, state, dispatch }: PanelProps): JSX.Element {
  const { t } = useTranslation('cameras');
  const language = useLanguage();
  const { model, problem } = view;
  const choose = (way: GroundWay): void => {
    dispatch({ type: 'setGroundWay', way });
    dispatch({ type: 'settle' });
  };
  return (
    <section className="shape-panel" aria-label={t('scene.ground.title')} data-testid="ground-panel">
      <SegmentedControl
        fullWidth value={ground.way} data-testid="ground-way" onChange={(way) => choose(way)}
        data={(['rectangle', 'quadrilateral', 'persons'] as const).map((way) => ({ value: way, label: t(`scene.ground.way.${way}`) }))}
      />
      <p className="rule-help">{t(`scene.ground.help.${ground.way}`)}</p>
      <Lengths ground={ground} dispatch={dispatch} />
      {ground.way === 'persons' && ground.viewDeg === null && <p className="rule-help">{t('scene.ground.viewHelp')}</p>}
      {problem !== null && <p className="shape-problem" role={problem === 'ground-length-missing' ? 'status' : 'alert'} data-testid="ground-problem">{sentence(sceneProblemWords[problem][language], language === 'en' ? '.' : '。')}</p>}
      <Facts ground={ground} view={view} state={state} />
      <div className="ground-actions">
        <Button size="compact-md" variant="default" leftSection={<IconRulerMeasure size="1rem" />} disabled={model === null} onClick={() => dispatch({ type: 'drawMeasure' })} data-testid="ground-check">{t('scene.ground.check')}</Button>
        <Button size="compact-md" variant="default" leftSection={<IconPencil size="1rem" />} onClick={() => dispatch({ type: 'drawGround', way: ground.way })} data-testid="ground-again">{t('scene.ground.again')}</Button>
        <Button size="compact-md" variant="default" leftSection={<IconTrash size="1rem" />} onClick={() => dispatch({ type: 'removeGround' })} data-testid="remove-ground">{t('scene.remove')}</Button>
      </div>
    </section>
  );
}

/** A problem's words as a sentence of its own. */
function sentence(words: string, stop: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${stop}`;
}
