// The type of the mock's record types, for tests that read them.
import type { Schema } from '../src/api/wire';
export const schemas: Record<'site' | 'brand' | 'shop' | 'user' | 'api_token' | 'job' | 'view' | 'target', Schema>;
