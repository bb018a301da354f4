import { useEffect, useState, type JSX } from 'react';
import { addresses } from '../channel/addresses.ts';

/** Most pictures are there before this. */
const patienceMs = 1_000;

/** The camera's newest snapshot, asked for when the live picture lets itself be waited for; asked again when that failed. */
export function Still({ cameraId, onThere }: { cameraId: string; onThere: (there: boolean) => void }): JSX.Element | null {
  const [asked, setAsked] = useState(0);
  const [there, setThere] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked((count) => Math.max(1, count)), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => () => onThere(false), [onThere]);
  if (asked === 0) return null;
  const failed = (): void => {
    if (asked < 4) setTimeout(() => setAsked((count) => count + 1), 4 * patienceMs * asked);
  };
  const came = (): void => {
    setThere(true);
    onThere(true);
  };
  return <img key={asked} className="tile-still" hidden={!there} src={addresses.cameraSnapshot(cameraId)} alt="" onLoad={came} onError={failed} />;
}
