import { describe, expect, it } from 'vitest';
import { parseRoute, routeHash, setupKey } from '../../../renderer/routing.ts';

describe('addresses of screens', () => {
  it('name a screen and what is shown in it', () => {
    expect(parseRoute('#/review/019a-7')).toEqual({ screen: 'review', detail: '019a-7' });
    expect(parseRoute('#/station')).toEqual({ screen: 'station', detail: null });
  });

  it.each(['', '#', '#/nowhere', '#/review/<b>', '#setup=abc'])('that are none lead to the wall: %s', (hash) => {
    expect(parseRoute(hash)).toEqual({ screen: 'wall', detail: null });
  });

  it('are read as they are written', () => {
    const route = { screen: 'cameras', detail: 'new' } as const;
    expect(parseRoute(routeHash(route))).toEqual(route);
  });
});

describe('the key for the first account', () => {
  it('comes in the address that the start command prints', () => {
    expect(setupKey('#setup=94af14ed16-x_9')).toBe('94af14ed16-x_9');
  });

  it('is empty where there is none', () => {
    expect(setupKey('#/wall')).toBe('');
  });
});
