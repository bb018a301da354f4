import { z } from 'zod';

export const languages = ['zh-CN', 'en'] as const;
export const Language = z.enum(languages);
export type Language = z.infer<typeof Language>;

/** A text for people in every language of the program. */
export const Words = z.object({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type Words = z.infer<typeof Words>;
