import { beforeAll } from "vitest";
import { initializeCrypto } from "../../src/crypto/sodium";

beforeAll(initializeCrypto);
