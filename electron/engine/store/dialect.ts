import type Database from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import type { Tables } from './tables.ts';

/** SQLite takes back changes of the schema with their transaction; kysely leaves that off, so that a failed migration would stay half done. */
class TransactionalSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class StoreDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSchemaAdapter();
  }
}

/** The typed query builder over an open database. */
export function queryBuilder(raw: Database.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new StoreDialect({ database: raw }) });
}
