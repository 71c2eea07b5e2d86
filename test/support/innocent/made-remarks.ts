import * as faker from '@faker-js/faker';
import type { InnocentRemark } from './innocent-remark.js';
import { templates } from './templates.js';

const locales: Readonly<Record<string, unknown>> = faker;
const REMARKS_A_LOCALE = 180;
const MOST_BYTES = 96;

/** Names, places, streets and jobs in phrases of their languages; the same in every run. */
export function madeRemarks(): readonly InnocentRemark[] {
  return Object.entries(templates).flatMap(([locale, phrases], at) => {
    const definition = locales[locale];
    if (!isLocale(definition)) throw new Error(`faker has no locale ${locale}`);
    const speaker = new faker.Faker({ locale: [definition, faker.en, faker.base], seed: 7_001 + at });
    return remarksOf(speaker, phrases).map((text) => ({ text, language: locale.replaceAll('_', '-') }));
  });
}

function remarksOf(speaker: faker.Faker, phrases: readonly string[]): readonly string[] {
  const texts = new Set<string>();
  for (let round = 0; round < 2 * REMARKS_A_LOCALE && texts.size < REMARKS_A_LOCALE; round += 1) {
    const phrase = phrases[round % phrases.length] ?? '';
    const text = phrase.replaceAll(/\{(\w+)\}/gu, (_, part: string) => partOf(speaker, part));
    if (Buffer.byteLength(text) <= MOST_BYTES) texts.add(text);
  }
  return [...texts];
}

function partOf({ company, location, person }: faker.Faker, part: string): string {
  switch (part) {
    case 'first':
      return person.firstName();
    case 'last':
      return person.lastName();
    case 'full':
      return person.fullName();
    case 'city':
      return location.city();
    case 'street':
      return location.street();
    case 'country':
      return location.country();
    case 'job':
      return person.jobTitle();
    case 'company':
      return company.name();
    default:
      throw new Error(`no part of a phrase is called ${part}`);
  }
}

function isLocale(value: unknown): value is faker.LocaleDefinition {
  return typeof value === 'object' && value !== null && 'metadata' in value;
}
