import { screen, waitFor, within } from '@testing-library/react';
import { http } from 'msw';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import { problem } from '@/test/answers';
import { server } from '@/test/server';
import { fullWorld, type World } from '@/test/world';

type User = ReturnType<typeof openApp>['user'];

/** One form over something that others change too, with two of its fields. */
interface Case {
  form: string;
  path: string;
  open?: (user: User) => Promise<void>;
  save: string;
  /** The field that both change. */
  label: RegExp;
  conflict: RegExp;
  texts: [string, string];
  stored: (world: World) => string | null | undefined;
  /** Someone else saves another text in that field. */
  elsewhere: (world: World, text: string) => void;
  /** How it is left: closed, or by going to another page. */
  question: string;
  /** What the API points at when it refuses the field. */
  pointer: string;
}

const press = (name: string) => async (user: User) => {
  await user.click(await screen.findByRole('button', { name }));
};

function changed<T extends { version: number }>(all: Map<string, T>, id: string, change: Partial<T>): void {
  const now = all.get(id);
  if (!now) throw new Error(`There is no ${id}.`);
  all.set(id, { ...now, ...change, version: now.version + 1 });
}

const CASES: Case[] = [
  {
    form: 'a product',
    path: '/products/SKU-1002',
    open: press('Edit'),
    save: 'Save',
    label: /^Name/,
    conflict: /^Name/,
    texts: ['Still water', 'Tonic'],
    stored: (world) => world.products.get('SKU-1002')?.name,
    elsewhere: (world, name) => changed(world.products, 'SKU-1002', { name }),
    question: 'Discard what you changed?',
    pointer: '/name',
  },
  {
    form: 'a supplier',
    path: '/suppliers/DRINKS',
    open: press('Edit'),
    save: 'Save',
    label: /^Name/,
    conflict: /^Name/,
    texts: ['Drinks Ltd', 'Drinks & Sons'],
    stored: (world) => world.suppliers.get('DRINKS')?.name,
    elsewhere: (world, name) => changed(world.suppliers, 'DRINKS', { name }),
    question: 'Discard what you changed?',
    pointer: '/name',
  },
  {
    form: 'the shop',
    path: '/settings',
    save: 'Save the shop',
    label: /^Name/,
    conflict: /^Name/,
    texts: ['Market Shop', 'Their Shop'],
    stored: (world) => world.settings.name,
    elsewhere: (world, name) => {
      world.settings = { ...world.settings, name, version: world.settings.version + 1 };
    },
    question: 'Leave without saving?',
    pointer: '/name',
  },
  {
    form: 'a calendar entry',
    path: '/calendar?view=list&entry=fair-next',
    save: 'Save',
    label: /^Note/,
    conflict: /^Note/,
    texts: ['Stand 1', 'Stand 99'],
    stored: (world) => world.calendar.get('fair-next')?.note,
    elsewhere: (world, note) => changed(world.calendar, 'fair-next', { note }),
    question: 'Discard what you changed?',
    pointer: '/note',
  },
  {
    form: 'a draft',
    path: '/purchase-orders/PO-10',
    save: 'Save the draft',
    label: /^Note/,
    conflict: /^Note/,
    texts: ['Ring once.', 'Ring twice.'],
    stored: (world) => world.orders.get('PO-10')?.note,
    elsewhere: (world, note) => changed(world.orders, 'PO-10', { note }),
    question: 'Leave without saving?',
    pointer: '/note',
  },
  {
    form: 'an order under way',
    path: '/purchase-orders/PO-9',
    open: press('Day and note'),
    save: 'Save',
    label: /^Note/,
    conflict: /^Note/,
    texts: ['Called them', 'Mailed them'],
    stored: (world) => world.orders.get('PO-9')?.note,
    elsewhere: (world, note) => changed(world.orders, 'PO-9', { note }),
    question: 'Discard what you changed?',
    pointer: '/note',
  },
];

describe.each(CASES)('the form of $form', (one) => {
  const [mine, theirs] = one.texts;
  const field = () => screen.findByLabelText(one.label, { selector: 'input, textarea' });
  async function opened(world: World) {
    const app = openApp(one.path, world);
    await one.open?.(app.user);
    await app.user.clear(await field());
    await app.user.type(await field(), mine);
    const save = async (name: string) => {
      // The settings have another form before this one.
      const last = screen.getAllByRole('button', { name }).at(-1);
      if (last) await app.user.click(last);
    };
    return { ...app, save };
  }

  it('shows both versions after a refusal, again after the next one, and never saves over what was not seen', async () => {
    const world = fullWorld();
    const { user, save } = await opened(world);
    const versions = async (text: string) => {
      const both = await screen.findByRole('radiogroup', { name: one.conflict });
      await user.click(within(both).getByLabelText(`Yours: ${mine}`));
      expect(within(both).getByLabelText(`Theirs: ${text}`)).not.toBeChecked();
    };
    one.elsewhere(world, theirs);
    await save(one.save);
    await versions(theirs);
    // Once more, between their version being read and mine being sent again.
    one.elsewhere(world, `${theirs} again`);
    await save('Save');
    await versions(`${theirs} again`);
    expect(one.stored(world)).toBe(`${theirs} again`);

    await save('Back to my changes');
    expect(await field()).toHaveValue(mine);
    await save(one.save);
    await versions(`${theirs} again`);
    await save('Save');
    await waitFor(() => expect(one.stored(world)).toBe(mine));

    await save('Undo');
    await waitFor(() => expect(one.stored(world)).toBe(`${theirs} again`));
  });

  it('asks before what was typed is dropped', async () => {
    const world = fullWorld();
    const { user, tab } = await opened(world);
    if (one.question.startsWith('Leave')) await user.click(tab.getByRole('link', { name: 'Products' }));
    else await user.keyboard('{Escape}');
    const question = await screen.findByRole('dialog', { name: one.question });
    await user.click(within(question).getByRole('button', { name: /^(Keep editing|Cancel)$/ }));
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(await field()).toHaveValue(mine);
  });

  it('says at the field what the API refuses, for as long as it holds that', async () => {
    const world = fullWorld();
    const { user, save } = await opened(world);
    server.use(
      ...([http.patch, http.put] as const).map((on) =>
        on('*', () =>
          problem(422, 'validation', 'Not valid', 'See the field.', {
            errors: [{ pointer: one.pointer, code: 'no', detail: 'Nobody is called that' }],
          }),
        ),
      ),
    );
    await save(one.save);
    await waitFor(async () => expect(await field()).toHaveFocus());
    expect(await field()).toBeInvalid();
    expect(await field()).toHaveAccessibleDescription(/Nobody is called that/);
    await user.type(await field(), '!');
    expect(await field()).toBeValid();
    await user.keyboard('{Backspace}');
    expect(await field()).toBeInvalid();
  });
});
