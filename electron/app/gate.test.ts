import { describe, expect, it } from 'vitest';
import { passGate, passStrictGate } from './gate.ts';

const nationalId = '15917210052';
const clean = 'Får ikke sendt meldekort';

describe('the gate before a save', () => {
  it('lets clean texts through, and says that nothing was acknowledged', () => {
    expect(passGate({ text: clean, workaround: null }, ['address', 'phone'])).toEqual([]);
  });

  it.each(['text', 'workaround', 'answer'])('stops what may not be saved in %s', (field) => {
    const texts = { text: clean, workaround: null, answer: null, [field]: 'mail kari@example.no' };
    expect(() => passGate(texts, ['email'])).toThrow(
      expect.objectContaining({ code: 'text.identifies', field, params: { kinds: 'email' } }),
    );
  });

  it('asks about what only warns, and lets it through once its kinds are acknowledged', () => {
    const texts = { text: 'Hun bor i Storgata 5', workaround: 'ident A123456' };
    expect(() => passGate(texts, [])).toThrow(
      expect.objectContaining({
        code: 'text.mayIdentify',
        field: 'text',
        params: { kinds: 'address' },
      }),
    );
    expect(() => passGate(texts, ['address'])).toThrow(
      expect.objectContaining({ code: 'text.mayIdentify', field: 'workaround' }),
    );
    expect(passGate(texts, ['address', 'nav-ident', 'phone']).toSorted()).toEqual([
      'address',
      'nav-ident',
    ]);
  });

  it('tells of what may not be saved before it asks about anything', () => {
    const texts = { text: 'Hun bor i Storgata 5', workaround: 'kari@example.no' };
    expect(() => passGate(texts, [])).toThrow(
      expect.objectContaining({ code: 'text.identifies', field: 'workaround' }),
    );
  });

  it('puts nothing of the text into the error', () => {
    try {
      passGate({ text: `Hun heter noe og har ${nationalId}` }, []);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain(nationalId);
    }
  });

  it('where no acknowledgement travels along, a warning stops too', () => {
    expect(() => passStrictGate({ reason: 'se Storgata 5' })).toThrow(
      expect.objectContaining({ code: 'text.identifies', field: 'reason' }),
    );
    expect(() => passStrictGate({ reason: clean, name: null })).not.toThrow();
  });
});
