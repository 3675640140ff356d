import { Button, Checkbox, NativeSelect } from '@mantine/core';
import type { FileKind } from '@/api/files';
import type { FileOptions, ReadAs } from '@/api/types';
import { date } from '@/lib/format';
import { Panel } from '@/ui/Panel';
import { Problem } from '@/ui/States';
import classes from './Import.module.css';
import { firstLines } from './readFile';
import { controlId, isNeeded, type Control } from './settling';
import { hasChanges, type Chosen, type Import } from './useImport';
import { CHOICES, choiceWords, kindWords, OPTIONS, roleWords, type OptionName } from './words';

interface HowReadProps {
  kind: FileKind;
  chosen: Chosen;
  readAs: ReadAs | null;
  /** The controls without which the file cannot be read. */
  needed: Control[];
  state: Import;
}

/** How the API read the file, each part of it open to correction. */
export function HowRead({ kind, chosen, readAs, needed, state }: HowReadProps) {
  return (
    <Panel
      title="How the file is read"
      hint={readAs ? kindWords(readAs) : 'Nothing of it could be read yet.'}
      actions={
        hasChanges(chosen) && (
          <Button size="xs" variant="default" onClick={state.forgetChanges}>
            Undo my changes
          </Button>
        )
      }
    >
      <div className="stack">
        <Kept state={state} />
        {readAs && <Columns chosen={chosen} readAs={readAs} needed={needed} state={state} />}
        <Options kind={kind} chosen={chosen} readAs={readAs} needed={needed} state={state} />
        <FirstLines
          chosen={chosen}
          open={needed.length > 0}
          encoding={readAs?.encoding ?? chosen.options.encoding ?? 'utf-8'}
        />
        {state.remembering !== null && (
          <Checkbox
            label="Read the next file with these columns the same way"
            description="For everyone, on every device. You can change it or have it forgotten when you import that file."
            checked={state.remembering}
            onChange={(event) => state.setRemembering(event.currentTarget.checked)}
          />
        )}
      </div>
    </Panel>
  );
}

/** Says that the file is read as it was set before, and lets that be forgotten. */
function Kept({ state: { mapping, forget } }: { state: Import }) {
  if (!mapping) return null;
  return (
    <div className={classes.kept} role="note">
      <span>
        Read as you set it last time, on {date(mapping.updated_at)}. What you change here is kept instead.
      </span>
      <Button size="xs" variant="default" loading={forget.isPending} onClick={() => forget.mutate(mapping)}>
        Forget it
      </Button>
      {forget.isError && <Problem error={forget.error} />}
    </div>
  );
}

type PartProps = Omit<HowReadProps, 'kind'> & { readAs: ReadAs };

function Columns({ chosen, readAs, needed, state }: PartProps) {
  const { columns } = chosen.options;
  const taken = Object.values(readAs.columns).filter((name) => name !== null);
  const names = [...new Set([...taken, ...readAs.unused_columns])];
  const current = (role: string) => (role in columns ? columns[role] : readAs.columns[role]) ?? '';
  const choose = (role: string, name: string) => {
    // One column a role: taken for this, it is no longer taken for another.
    const before = Object.keys(readAs.columns).filter((other) => other !== role && current(other) === name);
    const freed = name === '' ? [] : before.map((other) => [other, null] as const);
    state.change((now) => ({
      ...now,
      columns: { ...now.columns, ...Object.fromEntries(freed), [role]: name || null },
    }));
  };
  const unused = names.filter((name) => !Object.keys(readAs.columns).some((role) => current(role) === name));
  return (
    <fieldset className={classes.group}>
      <legend>Which column is which</legend>
      <div className={classes.columns}>
        {Object.keys(readAs.columns).map((role) => (
          <NativeSelect
            key={role}
            id={controlId({ kind: 'column', name: role })}
            label={roleWords(role)}
            size="sm"
            value={current(role)}
            onChange={(event) => choose(role, event.currentTarget.value)}
            error={isNeeded(needed, 'column', role) && 'Choose a column'}
            data={[
              { value: '', label: 'No column' },
              ...withCurrent(names, current(role)).map((name) => ({ value: name, label: name })),
            ]}
          />
        ))}
      </div>
      {unused.length > 0 && (
        <p className="small dim">
          Not used: <span className={classes.names}>{unused.join(', ')}</span>
        </p>
      )}
    </fieldset>
  );
}

/** A select shows what is chosen, also when the file turns out not to have it. */
const withCurrent = (names: string[], current: string): string[] =>
  current === '' || names.includes(current) ? names : [...names, current];

function Options({ kind, chosen, readAs, needed, state }: HowReadProps) {
  const { options } = chosen;
  const set = (name: keyof FileOptions, value: string) => state.change((now) => withOption(now, name, value));
  const setRest = (name: keyof FileOptions, value: string) =>
    state.changeRest((now) => withOption(now, name, value));
  return (
    <fieldset className={classes.group}>
      <legend>How it is written</legend>
      <div className={classes.options}>
        {(Object.keys(OPTIONS) as OptionName[]).map((name) => (
          <NativeSelect
            key={name}
            id={controlId({ kind: 'option', name })}
            label={OPTIONS[name]}
            size="sm"
            value={options[name] ?? ''}
            onChange={(event) => set(name, event.currentTarget.value)}
            error={isNeeded(needed, 'option', name) && 'Choose one'}
            data={choicesOf(name, options[name] ?? null, readAs?.[name] ?? null)}
          />
        ))}
        {kind === 'sales' && (
          <>
            <NativeSelect
              label="Products not in the catalogue"
              size="sm"
              value={options.on_unknown_product ?? ''}
              onChange={(event) => setRest('on_unknown_product', event.currentTarget.value)}
              data={[
                { value: 'create', label: 'Create them' },
                { value: 'reject', label: 'Reject their rows' },
              ]}
            />
            <NativeSelect
              label="Days that have sales already"
              size="sm"
              value={options.mode ?? ''}
              onChange={(event) => setRest('mode', event.currentTarget.value)}
              data={[
                { value: '', label: 'Replace them; add corrected rows' },
                { value: 'add', label: 'Add to them' },
              ]}
            />
          </>
        )}
      </div>
      {readAs?.time_zone && <p className="small dim">Times are taken in {readAs.time_zone}.</p>}
    </fieldset>
  );
}

/** What an option can be set to: first what the file itself says, as far as that is known. */
function choicesOf(name: OptionName, own: string | null, found: string | null) {
  const asFound = found !== null && own === null;
  return [
    { value: '', label: asFound ? choiceWords(CHOICES[name], found) : 'As the file says' },
    ...Object.entries(CHOICES[name])
      .filter(([value]) => !asFound || value !== found)
      .map(([value, label]) => ({ value, label })),
  ];
}

/** The options with one of them changed; an empty value leaves it to the file. */
function withOption(options: FileOptions, name: keyof FileOptions, value: string): FileOptions {
  const rest = Object.fromEntries(Object.entries(options).filter(([other]) => other !== name));
  return { ...rest, ...(value ? { [name]: value } : {}) } as FileOptions;
}

interface FirstLinesProps {
  chosen: Chosen;
  encoding: string;
  open: boolean;
}

function FirstLines({ chosen, encoding, open }: FirstLinesProps) {
  const lines = firstLines(chosen.start, encoding);
  if (lines.length === 0) return null;
  return (
    <details className={classes.begins} open={open}>
      <summary>How the file begins</summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <pre className={classes.lines} tabIndex={0} aria-label="First lines of the file" role="region">
        {lines.join('\n')}
      </pre>
    </details>
  );
}
