import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetectorImport, longestDetectorBytes, type DetectorProblem } from '../../../electron/contract/detector.ts';
import { addresses } from '../../channel/addresses.ts';
import { upload } from '../../channel/upload.ts';
import { useCallErrorText } from '../../ui/call-error.ts';
import { tell } from '../../ui/notices.ts';

/** How an import stands; `failed` stays until the next one, so that it can be read. */
export type ImportState =
  | { readonly phase: 'none' }
  | { readonly phase: 'sending'; readonly file: string; readonly share: number }
  | { readonly phase: 'trying'; readonly file: string }
  | { readonly phase: 'refused'; readonly file: string; readonly problem: DetectorProblem; readonly detail: string | null };

/** Imports a file: sends it, waits while it is tried out, tells what became of it. */
export function useImport(onImported: () => void): { state: ImportState; start: (file: File) => void; forget: () => void } {
  const { t } = useTranslation('station');
  const text = useCallErrorText();
  const [state, setState] = useState<ImportState>({ phase: 'none' });
  const start = (file: File): void => {
    const { name } = file;
    if (file.size > longestDetectorBytes) {
      setState({ phase: 'refused', file: name, problem: 'too-large', detail: null });
      return;
    }
    setState({ phase: 'sending', file: name, share: 0 });
    upload(`${addresses.detectors}?name=${encodeURIComponent(name)}`, file, DetectorImport, (share) => setState(share < 1 ? { phase: 'sending', file: name, share } : { phase: 'trying', file: name })).then(
      ({ detector, problem, detail }) => {
        if (detector === null) {
          setState({ phase: 'refused', file: name, problem: problem ?? 'run-failed', detail });
          return;
        }
        setState({ phase: 'none' });
        tell(t(detector.classes.some((each) => each.class !== null) ? 'detectors.imported' : 'detectors.importedUnnamed', { name: detector.name }));
        onImported();
      },
      (error: unknown) => {
        setState({ phase: 'none' });
        tell(text(error), { stayMs: 8000 });
      },
    );
  };
  return { state, start, forget: () => setState({ phase: 'none' }) };
}
