// Typing a number: it may be written as a Chinese input method or a spreadsheet writes it, and nothing that was typed is lost.
import { useState, type FocusEventHandler } from 'react';
import { Input } from 'antd';
import type { Handed } from '../frame/door';
import type { Field } from './compile';
import { thousands } from './format';
import { filledUp, readNumber, typedValue } from './number';

/** The form adds what it wants to hear of leaving the field. */
type Props = Handed & { field: Field; onBlur?: FocusEventHandler };

export function NumberInput({ field, value, onChange, onBlur, ...rest }: Props) {
  // While it is typed it stands as typed; commas come when the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const held = value === undefined || value === null ? '' : String(value);
  const shown = readNumber(held) === null ? held : thousands(held);
  const tell = (next: string | number | null) => {
    if (next !== (value ?? null)) onChange?.(next);
  };
  return (
    <Input
      {...rest}
      className="num"
      inputMode="decimal"
      autoComplete="off"
      {...(field.kind === 'money' ? { prefix: '¥' } : {})}
      {...(field.unit ? { suffix: field.unit } : {})}
      value={typed ?? shown}
      onChange={(e) => {
        setTyped(e.target.value);
        tell(typedValue(field, e.target.value));
      }}
      onBlur={(e) => {
        if (typed !== null) tell(filledUp(field, typedValue(field, typed)));
        setTyped(null);
        onBlur?.(e);
      }}
    />
  );
}
