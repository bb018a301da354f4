import type Database from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver } from 'kysely';
import type { Tables } from './tables.ts';

/** SQLite takes back changes of the schema with their transaction; kysely leaves that off, so that a failed migration would stay half done. */
class TransactionalSchemaAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A full disk makes SQLite take a transaction back by itself; asking for it again would hide the reason behind a second error. */
class StoreDriver extends SqliteDriver {
  readonly #raw: Database.Database;

  constructor(raw: Database.Database) {
    super({ database: raw });
    this.#raw = raw;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }
}

class StoreDialect extends SqliteDialect {
  readonly #raw: Database.Database;

  constructor(raw: Database.Database) {
    super({ database: raw });
    this.#raw = raw;
  }

  override createDriver(): Driver {
    return new StoreDriver(this.#raw);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSchemaAdapter();
  }
}

/** The typed query builder over an open database. */
export function queryBuilder(raw: Database.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new StoreDialect(raw) });
}
