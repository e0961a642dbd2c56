// Why this device could not keep something, or find it again. It crosses from a worker to its page by its name.

const names = {
    missing: "StorageMissing", // this browser keeps nothing
    full: "StorageFull",
    failed: "StorageFailed",
} as const;
export type StorageProblem = keyof typeof names;

export class StorageError extends Error {
    constructor(
        readonly problem: StorageProblem,
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = names[problem];
    }

    /** `otherwise` is the problem where the browser's error does not say that there is no room. */
    static of(error: unknown, otherwise: StorageProblem = "failed"): Error {
        if (error instanceof StorageError) return error;
        // What is thrown by our own code is not the storage's.
        if (!(error instanceof DOMException) && otherwise === "failed" && error instanceof Error)
            return error;
        const { name, message } = error instanceof Error ? error : new Error(String(error));
        const problem = name === "QuotaExceededError" ? "full" : otherwise;
        return new StorageError(problem, `storage: ${name}: ${message}`, { cause: error });
    }
}

/** The problem that an error of that name stands for; nothing where it is no StorageError's. */
export function storageProblemOf(name: string): StorageProblem | undefined {
    const problems = Object.keys(names) as StorageProblem[];
    return problems.find((problem) => names[problem] === name);
}
