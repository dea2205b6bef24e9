import { expect, it } from 'vitest';
import { systemPrompt } from '../src/prompt.js';

it('is the bird by default', () => expect(systemPrompt()).toContain('Yaffle'));
