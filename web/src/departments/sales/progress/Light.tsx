// Green, amber or red: by shape and word too, for whoever does not see the colours.
import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined, WarningFilled } from '@ant-design/icons';
import type { Light as Colour } from './wire';
import { useWords } from './words';
import './progress.css';

const SHAPES = { green: CheckCircleFilled, amber: WarningFilled, red: CloseCircleFilled } as const;

/** `bare` shows the shape alone; its word is read aloud and told in its tip. */
export function Light({ light, bare = false }: { light: Colour | null; bare?: boolean }) {
  const t = useWords();
  const Shape = light ? SHAPES[light] : MinusCircleOutlined;
  const word = t(light ?? 'noLight');
  return (
    <span className={`pg-light ${light ?? 'none'}`} title={bare ? word : undefined}>
      <Shape {...(bare ? { 'aria-label': word, role: 'img' } : { 'aria-hidden': true })} />
      {bare ? null : <span>{word}</span>}
    </span>
  );
}
