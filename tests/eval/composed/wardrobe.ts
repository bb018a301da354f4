import { bags } from './bags.ts';
import { cars } from './cars.ts';
import { costumesOf } from './costume.ts';
import type { Wardrobe } from './film.ts';
import { people } from './people.ts';

/** Everybody and everything that can be sent over an empty place; empty where the footage is missing. */
export async function openWardrobe(): Promise<Wardrobe> {
  return { person: costumesOf((await people()) ?? []), car: costumesOf((await cars()) ?? []), 'car-from-above': [], bag: costumesOf(bags()) };
}
