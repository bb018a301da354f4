/** What a binding is found by: a lower-case letter, a digit, a sign, `space`, or a named key such as `escape` or `arrowdown`. */
export type KeyName = string;

const byCode: Record<string, string> = { Comma: ',', Period: '.', Slash: '/', Space: 'space' };

/**
 * Name of the key of a keyboard event, the same whatever the input method makes of it: with a Chinese input method
 * switched on, `key` is 'Process' or a full-width sign, and the place on the keyboard decides.
 */
export function keyName(event: { key: string; code: string; shiftKey: boolean }): KeyName {
  if (event.key === ' ') return 'space';
  if (event.key.length === 1 && event.key.charCodeAt(0) < 128) return event.key.toLowerCase();
  if (event.key.length > 1 && event.key !== 'Process' && event.key !== 'Unidentified') return event.key.toLowerCase();
  if (event.code === 'Slash' && event.shiftKey) return '?';
  const place = /^(?:Key([A-Z])|Digit([0-9])|Numpad([0-9]))$/.exec(event.code);
  return (place?.[1] ?? place?.[2] ?? place?.[3] ?? byCode[event.code] ?? event.key).toLowerCase();
}

/** True where a key press is text for somebody else: fields, and anything that asks for keys by `data-keys="own"`. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest('input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [data-keys="own"]');
  if (field === null) return false;
  const type = field.getAttribute('type');
  return !(field.tagName === 'INPUT' && (type === 'checkbox' || type === 'radio' || type === 'range'));
}

/** True where Space and Enter already mean "press this". */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], [role="button"], [role="menuitem"], [role="option"], [role="radio"], [role="switch"], input[type="checkbox"], input[type="radio"], summary') !== null;
}
