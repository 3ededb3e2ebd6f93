// One labelled field of a form, and the table of lines within a form.
import { Button, Form } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Field } from './compile';
import { Control } from './inputs';
import { judgedOn, rulesOf } from './rules';
import { useWords } from './words';

/** `bare` leaves the title away where the heading above already says it. */
type Props = { field: Field; editing: boolean; bare?: boolean };

export function FormField({ field, editing, bare }: Props) {
  const t = useWords();
  if (field.kind === 'lines') return <LineTable field={field} editing={editing} bare={!!bare} />;
  const wide = field.ui.span === 2 || field.kind === 'textarea' || field.kind === 'files' ? 'span2' : '';
  return (
    <Form.Item
      className={wide}
      name={field.key}
      label={field.title}
      required={field.required && field.ui.create !== 'auto'}
      rules={rulesOf(field, t)}
      validateTrigger={judgedOn(field)}
      valuePropName={field.kind === 'bool' ? 'checked' : 'value'}
      {...(field.help ? { tooltip: field.help } : {})}>
      <Control field={field} editing={editing} />
    </Form.Item>
  );
}

function LineTable({ field, editing, bare }: Props) {
  const t = useWords();
  const children = (field.children ?? []).filter((c) => !c.readOnly);
  const { minItems = 0, maxItems = 99 } = field.schema;
  const enough = {
    validator: (_: unknown, lines: unknown[] | undefined) =>
      (lines?.length ?? 0) >= minItems ? Promise.resolve() : Promise.reject(new Error(t('linesMin', { n: minItems }))),
  };
  return (
    <div className="span2 lines-box">
      <Form.List name={field.key} rules={[enough]}>
        {(items, { add, remove }, { errors }) => (
          <div role="group" aria-label={field.title}>
            {bare ? null : <div className="lines-title">{field.title}</div>}
            {items.length ? (
              <table className="lines">
                <thead>
                  <tr>
                    {children.map((c) => (
                      <th key={c.key} scope="col">
                        {c.required ? <span className="warn">* </span> : null}
                        {c.title}
                      </th>
                    ))}
                    <th aria-label={t('actions')} className="narrow" />
                  </tr>
                </thead>
                <tbody>
                  {items.map((item, i) => (
                    <tr key={item.key}>
                      {children.map((c) => (
                        <td key={c.key} data-title={c.title}>
                          <Form.Item
                            name={[item.name, c.key]}
                            rules={rulesOf(c, t)}
                            validateTrigger={judgedOn(c)}
                            valuePropName={c.kind === 'bool' ? 'checked' : 'value'}>
                            <Control field={c} editing={editing} aria-label={`${c.title} ${i + 1}`} />
                          </Form.Item>
                        </td>
                      ))}
                      <td className="narrow">
                        <Button
                          type="text"
                          icon={<DeleteOutlined aria-hidden />}
                          aria-label={t('removeLine', { n: i + 1 })}
                          disabled={items.length <= minItems}
                          onClick={() => remove(item.name)}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : null}
            <Button type="dashed" block icon={<PlusOutlined aria-hidden />} disabled={items.length >= maxItems} onClick={() => add({})}>
              {t('addLine')}
            </Button>
            <Form.ErrorList errors={errors} />
          </div>
        )}
      </Form.List>
    </div>
  );
}
