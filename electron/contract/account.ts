import { z } from 'zod';
import { Language } from './words.ts';

export const Role = z.enum(['administrator', 'reviewer']);
export type Role = z.infer<typeof Role>;

export const Username = z.string().trim().min(2).max(64);
export const Password = z.string().min(10).max(256);

export const Account = z.object({ id: z.uuid(), username: Username, role: Role, language: Language, createdAt: z.number() });
export type Account = z.infer<typeof Account>;

/** What the first page needs to know before anybody has signed in. */
export const Session = z.object({ needsFirstAccount: z.boolean(), account: Account.nullable() });
export type Session = z.infer<typeof Session>;
