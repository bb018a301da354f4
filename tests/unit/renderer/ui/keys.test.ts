import { describe, expect, it } from 'vitest';
import { keyName } from '../../../../renderer/ui/key-name.ts';
import { bindingFor, type KeyGroup } from '../../../../renderer/ui/keys.ts';

const press = (key: string, code: string, shiftKey = false): string => keyName({ key, code, shiftKey });

describe('a key has the same name', () => {
  it('with caps lock on', () => {
    expect(press('J', 'KeyJ')).toBe('j');
  });

  it('while a Chinese input method takes it', () => {
    expect(press('Process', 'KeyC')).toBe('c');
    expect(press('Process', 'Digit3')).toBe('3');
    expect(press('Process', 'Slash', true)).toBe('?');
  });

  it('when the input method writes full-width signs', () => {
    expect(press('，', 'Comma')).toBe(',');
    expect(press('。', 'Period')).toBe('.');
  });

  it('on the number pad', () => {
    expect(press('2', 'Numpad2')).toBe('2');
  });
});

describe('a key that two groups bind', () => {
  const group = (title: string, keys: string[]): KeyGroup => ({ title, bindings: [{ keys, title, run: () => undefined }] });

  it('belongs to the group that came last', () => {
    expect(bindingFor([group('speed', ['1']), group('reason', ['1'])], '1')?.title).toBe('reason');
  });

  it('belongs to nobody when nobody binds it', () => {
    expect(bindingFor([group('speed', ['1'])], '2')).toBeUndefined();
  });
});
