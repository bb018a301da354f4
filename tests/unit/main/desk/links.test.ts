import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventId } from '../../../../electron/contract/event.ts';
import { parseLink } from '../../../../electron/main/desk/links.ts';

const eventId = '0192a4f0-7c3e-7a11-8d2e-1c2d3e4f5a6b';
const link = `watchhouse://event/${eventId}`;
const uuidv7 = fc.uuid({ version: 7 });

describe('a link from elsewhere', () => {
  it('opens the event that it names', () => {
    expect(parseLink(link)).toEqual({ screen: 'review', detail: eventId });
    expect(parseLink(`${link}/`)).toEqual({ screen: 'review', detail: eventId });
    fc.assert(fc.property(uuidv7, (id) => parseLink(`watchhouse://event/${id}`)?.detail === id));
  });

  it.each([
    ['a query', `${link}?decide=dismissed`],
    ['a fragment', `${link}#/station`],
    ['a user', `watchhouse://admin@event/${eventId}`],
    ['a password', `watchhouse://:secret@event/${eventId}`],
    ['a port', `watchhouse://event:80/${eventId}`],
    ['another host', `watchhouse://station/${eventId}`],
    ['a longer host', `watchhouse://event.example.invalid/${eventId}`],
    ['no host', `watchhouse:event/${eventId}`],
    ['another scheme', `https://event/${eventId}`],
    ['the scheme of the pages', `app://event/${eventId}`],
    ['a scheme that begins alike', `watchhouses://event/${eventId}`],
    ['something after the event', `${link}/print`],
    ['something before the event', `watchhouse://event/open/${eventId}`],
    ['no event', 'watchhouse://event/'],
    ['an id of another kind', 'watchhouse://event/9b2f6a0e-4f3d-4b1a-9c7e-0d1c12d0a001'],
    ['a percent sign', `watchhouse://event/%2e%2e/${eventId}%00`],
    ['too much', `${link}${'/'.repeat(300)}`],
    ['nothing', ''],
    ['an option of the program', '--engine-only'],
  ])('with %s leads nowhere', (_what, text) => {
    expect(parseLink(text)).toBeNull();
  });

  it('whoever made it, can do nothing but name one event', () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('/', '..', '?', '#', '@', ':', '%2f', '\\', '\n', '\t', ' ', 'event', eventId, 'watchhouse:', '//', '--data'), uuidv7);
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.array(part, { maxLength: 6 }).map((parts) => `watchhouse://event/${parts.join('')}`),
      fc.tuple(part, part).map(([before, after]) => `${before}${link}${after}`),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const found = parseLink(text);
        if (found === null) return;
        expect(Object.keys(found).sort()).toEqual(['detail', 'screen']);
        expect(found.screen).toBe('review');
        expect(EventId.safeParse(found.detail).success).toBe(true);
        expect(found.detail).toMatch(/^[\da-f-]{36}$/i);
        expect(text).toContain('watchhouse:');
      }),
      { numRuns: 3000 },
    );
  });
});
