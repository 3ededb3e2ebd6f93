// The small picture of a file, or a paper clip where it has none.
import { useState } from 'react';
import { PaperClipOutlined } from '@ant-design/icons';

export function Thumb({ id }: { id: string }) {
  const [plain, setPlain] = useState(false);
  if (plain)
    return (
      <span className="thumb">
        <PaperClipOutlined aria-hidden />
      </span>
    );
  return <img className="thumb" src={`/api/files/${id}/thumbnail`} alt="" onError={() => setPlain(true)} />;
}
