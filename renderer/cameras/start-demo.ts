import { useState } from 'react';
import { useChannel } from '../channel/use-channel.ts';
import { useCallErrorText } from '../ui/call-error.ts';
import { tell } from '../ui/notices.ts';

/** Starts the demonstration; its cameras arrive as pushes. */
export function useStartDemo(): { starting: boolean; start: () => void } {
  const channel = useChannel();
  const text = useCallErrorText();
  const [starting, setStarting] = useState(false);
  return {
    starting,
    start: () => {
      setStarting(true);
      channel.call('demo.start', {}).catch((error: unknown) => {
        tell(text(error));
        setStarting(false);
      });
    },
  };
}
