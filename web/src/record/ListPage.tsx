// The page of any record type: its list, with the drawers for detail and form.
import { useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Broken } from '../frame/Broken';
import { Forbidden, NotFound } from '../frame/NotFound';
import { PageSkeleton } from '../frame/Page';
import { metaQ } from './queries';
import { RecordList } from './RecordList';

export default function ListPage() {
  const { type = '' } = useParams({ strict: false });
  const { data: schema, error, refetch } = useQuery(metaQ(type));
  if (schema) return <RecordList key={type} type={type} schema={schema} />;
  if (!error) return <PageSkeleton />;
  const status = (error as { status?: number }).status;
  return status === 404 ? <NotFound /> : status === 403 ? <Forbidden /> : <Broken error={error} reset={() => void refetch()} />;
}
