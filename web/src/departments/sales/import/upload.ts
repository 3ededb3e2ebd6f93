// Sending a file and saying how far it is: the browser's fetch cannot tell that, the older way can.
import { uuid } from '../../../api/client';
import { problemOf } from '../../../api/problem';
import type { StoredFile } from '../../../api/wire';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a gateway's own error page is not JSON; the status says enough
  }
}

/** `progress` is told the share sent, from 0 to 1; aborting `signal` stops the upload. */
export function upload(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<StoredFile> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.upload.addEventListener('progress', (e) => progress(e.lengthComputable ? e.loaded / e.total : 0));
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) done(body as StoredFile);
      else failed(problemOf(request.status, body));
    });
    request.addEventListener('error', () => failed(problemOf(0, null)));
    request.addEventListener('abort', () => failed(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', '/api/files');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', document.documentElement.lang);
    request.setRequestHeader('idempotency-key', uuid());
    request.send(form);
  });
}
