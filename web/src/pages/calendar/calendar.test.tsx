import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/test/app';
import type { entryOf } from '@/test/calendar';
import { emptyWorld, fullWorld, type World } from '@/test/world';
import { addDays, today } from '@/lib/dates';
import { fullDate, monthName } from '@/lib/format';
import { addMonths, monthOf } from '@/lib/months';

const FAIR = 'fair-next';
const inDays = (days: number) => addDays(today(), days);

function fair(world: World) {
  const entry = world.calendar.get(FAIR);
  if (!entry) throw new Error('The calendar has no fair.');
  return entry;
}

function elsewhere(world: World, change: Parameters<typeof entryOf>[1]): void {
  const now = fair(world);
  world.calendar.set(FAIR, { ...now, ...change, version: now.version + 1 });
}

async function openFair(world: World) {
  const opened = openApp(`/calendar?view=list&entry=${FAIR}`, world);
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByLabelText(/^Name/);
  return { ...opened, dialog, press: (name: string) => opened.user.click(within(dialog).getByText(name)) };
}

describe('the month', () => {
  it('says of each day what is on it, and walks by the keyboard', async () => {
    const { user } = openApp('/calendar?view=month', fullWorld());
    const grid = await screen.findByRole('grid', { name: monthName(monthOf(today())) });
    const at = (day: string) =>
      within(screen.getByRole('grid')).getByRole('gridcell', { name: new RegExp(`^${fullDate(day)}`) });
    at(today()).focus();
    await user.keyboard('{ArrowRight}');
    expect(at(inDays(1))).toHaveFocus();
    await user.keyboard('{ArrowDown}');
    expect(at(inDays(8))).toHaveFocus();
    expect(at(inDays(8))).toHaveAccessibleName(
      /3 entries: .*Promotion: Coffee week.*Event: Trade fair.*Closed: Counting the stock/,
    );
    expect(screen.getByRole('heading', { level: 2, name: fullDate(inDays(8)) })).toBeVisible();
    expect(screen.getByRole('button', { name: /^Edit Counting the stock/ })).toBeVisible();
    await user.keyboard('{PageDown}');
    await screen.findByRole('grid', { name: monthName(addMonths(monthOf(inDays(8)), 1)) });
    expect(grid).toBeDefined();
    await waitFor(() => expect(document.activeElement).toHaveAttribute('aria-selected', 'true'));
  });

  it('adds on the chosen day', async () => {
    const world = emptyWorld();
    const { user } = openApp(`/calendar?view=month&day=${inDays(3)}`, world);
    await user.click(await screen.findByRole('button', { name: 'Add on this day' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Name/), 'Street fair');
    await user.click(within(dialog).getByRole('button', { name: 'Put on the calendar' }));
    await waitFor(() =>
      expect([...world.calendar.values()]).toMatchObject([
        { name: 'Street fair', start: inDays(3), end: inDays(3), scope: { all: true } },
      ]),
    );
  });
});

describe('the list', () => {
  it('has every page of the API, and is filtered in its address', async () => {
    const world = fullWorld();
    const { user, router } = openApp('/calendar?view=list&period=all', world);
    expect(await screen.findAllByRole('button', { name: /^Edit/ })).toHaveLength(world.calendar.size);
    await user.selectOptions(screen.getByLabelText('Kind'), 'Promotion');
    await waitFor(() => expect(screen.getAllByRole('button', { name: /^Edit/ })).toHaveLength(1));
    expect(router.state.location.search).toContain('kind=promotion');
  });

  it('says in words what entries of the same name did', async () => {
    const { user } = openApp('/calendar?view=list', fullWorld());
    await user.click(await screen.findByRole('button', { name: /^What Trade fair does/ }));
    expect(
      await screen.findByText(/On 1 earlier occasion of “Trade fair” about 35.2% more was sold/),
    ).toHaveTextContent('4 times in 5 between +20% and +52%). You expect 30% more.');
    await user.click(screen.getByRole('button', { name: /^What Coffee week does/ }));
    expect(await screen.findByText(/No earlier “Coffee week” has sales to learn from/)).toBeVisible();
  });

  it('is handed out as the file that Import takes back', async () => {
    let text: Promise<string> | undefined;
    URL.createObjectURL = (blob) => {
      text = (blob as Blob).text();
      return '#made';
    };
    URL.revokeObjectURL = () => undefined;
    const { user } = openApp('/calendar?view=list&q=rise', fullWorld());
    await user.click(await screen.findByRole('button', { name: 'Export' }));
    const [start, end] = [inDays(9), inDays(40)];
    expect(await text).toBe(
      'name,kind,start,end,product_id,category,expected_change_pct,price,note\r\n' +
        `Price rise,price,${start},${end},SKU-1001,,,5.49,\r\nPrice rise,price,${start},${end},SKU-1002,,,5.49,\r\n`,
    );
  });
});

describe('an entry', () => {
  it('says at the field what is wrong, and goes to the first', async () => {
    const world = emptyWorld();
    const { user } = openApp(`/calendar?new=${today()}`, world);
    const dialog = await screen.findByRole('dialog');
    const save = within(dialog).getByRole('button', { name: 'Put on the calendar' });
    await user.clear(within(dialog).getByLabelText(/^Last day/));
    await user.type(within(dialog).getByLabelText(/^Last day/), inDays(-2));
    await user.selectOptions(within(dialog).getByLabelText('Kind'), 'Planned price');
    await user.click(within(dialog).getByLabelText('A category'));
    await user.click(save);
    expect(within(dialog).getByText('Give it a name')).toBeVisible();
    expect(within(dialog).getByText('The last day is before the first')).toBeVisible();
    expect(within(dialog).getByText('Enter the price of these days')).toBeVisible();
    expect(within(dialog).getByText('Choose a category')).toBeVisible();
    expect(within(dialog).getByLabelText(/^Name/)).toHaveFocus();
    expect(world.calendar.size).toBe(0);
  });

  it('concerns products that the API finds, and leaves out what its kind does not have', async () => {
    const world = fullWorld();
    world.calendar.clear();
    const { user } = openApp(`/calendar?new=${inDays(2)}`, world);
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByLabelText(/^Name/), 'Repairs');
    await user.type(within(dialog).getByLabelText(/^Expected change/), '40');
    await user.selectOptions(within(dialog).getByLabelText('Kind'), 'Closed');
    await user.click(within(dialog).getByLabelText('Some products'));
    await user.type(within(dialog).getByRole('combobox', { name: 'Products' }), 'moka');
    await user.click(await screen.findByRole('option', { name: /Moka pot/, hidden: true }));
    await user.click(within(dialog).getByRole('button', { name: 'Put on the calendar' }));
    await waitFor(() =>
      expect([...world.calendar.values()]).toMatchObject([
        { kind: 'closure', scope: { product_ids: ['SKU-1017'] }, expected_change_pct: null },
      ]),
    );
  });

  it('that two people changed is shown as both have it', async () => {
    const world = fullWorld();
    const { dialog, user, press } = await openFair(world);
    elsewhere(world, { expected_change_pct: 50, scope: { category: 'Coffee' } });
    const change = within(dialog).getByLabelText(/^Expected change/);
    await user.clear(change);
    await user.type(change, '40');
    await press('Save');
    const field = await within(dialog).findByRole('radiogroup', { name: 'Expected change, %' });
    expect(within(dialog).getByText('Before: 30')).toBeVisible();
    expect(within(dialog).getByLabelText('Theirs: All of Coffee')).toBeChecked();
    await user.click(within(field).getByLabelText('Yours: 40'));
    await press('Save');
    await waitFor(() =>
      expect(fair(world)).toMatchObject({ expected_change_pct: 40, scope: { category: 'Coffee' } }),
    );
  });

  it('is taken off, and put back', async () => {
    const world = fullWorld();
    const { user, press } = await openFair(world);
    await press('Take off');
    await waitFor(() => expect(world.calendar.has(FAIR)).toBe(false));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('Trade fair is on the calendar again');
    expect([...world.calendar.values()].at(-1)).toMatchObject({
      name: 'Trade fair',
      start: inDays(7),
      expected_change_pct: 30,
      note: 'Stand 14 in the old market hall',
    });
  });

  it('that someone changed since is not taken off unseen', async () => {
    const world = fullWorld();
    const { dialog, press } = await openFair(world);
    elsewhere(world, { note: 'Cancelled' });
    await press('Take off');
    expect(await within(dialog).findByText(/was changed by someone else/)).toBeVisible();
    expect(world.calendar.has(FAIR)).toBe(true);
  });
});

it('imports a file of entries after showing what it would do', async () => {
  const world = emptyWorld();
  const { user } = openApp('/import?kind=calendar', world);
  const file = new File([`name,start\nFair,${today()}\n`], 'calendar.csv', { type: 'text/csv' });
  await user.upload(await screen.findByLabelText('Calendar file'), file);
  expect(await screen.findByText(/1 row can be imported. Nothing is written yet/)).toBeVisible();
  expect(world.calendar.size).toBe(0);
  await user.click(screen.getByRole('button', { name: 'Import 1 row' }));
  expect(await screen.findByRole('link', { name: 'See the calendar' })).toBeVisible();
  expect(world.calendar.size).toBe(1);
});
