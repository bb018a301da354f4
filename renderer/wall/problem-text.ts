import type { CameraProblem } from '../../electron/contract/camera.ts';
import { cameraProblemWords } from '../../electron/contract/problems.ts';
import { useLanguage } from '../words/language.ts';

/** Gives the sentence that says what to check for a camera's problem. */
export function useProblemText(): (problem: CameraProblem) => string {
  const language = useLanguage();
  return (problem) => cameraProblemWords[problem][language];
}
