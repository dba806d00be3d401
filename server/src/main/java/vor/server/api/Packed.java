package vor.server.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The bytes of a document, made small once for each coding in which somebody wants them. Safe for any thread. */
public final class Packed {
    /** Below this, making it small costs more than it saves. */
    private static final int WORTH_IT = 4 << 10;

    private final Body plain;
    private final Set<Coding> codings;
    private final Executor packer;
    private final Map<Coding, CompletableFuture<Body>> packed = new EnumMap<>(Coding.class);

    private Packed(Body plain, Set<Coding> codings, Executor packer) {
        this.plain = plain;
        this.codings = codings;
        this.packer = packer;
    }

    /** @param packer its thread does the work, when somebody asks */
    public static Packed of(byte[] plain, Executor packer) {
        return new Packed(Body.of(plain), plain.length < WORTH_IT ? Set.of() : Coding.able(), packer);
    }

    static Packed plain(byte[] plain) {
        return new Packed(Body.of(plain), Set.of(), Runnable::run);
    }

    /** @param ready as they were made when Vor was built */
    static Packed ready(byte[] plain, Map<Coding, byte[]> ready) {
        Packed all = new Packed(Body.of(plain), Set.copyOf(ready.keySet()), Runnable::run);
        ready.forEach((coding, bytes) -> all.packed.put(coding, CompletableFuture.completedFuture(Body.of(bytes))));
        return all;
    }

    Body plain() {
        return plain;
    }

    /** The codings in which it can be had. */
    Set<Coding> codings() {
        return codings;
    }

    /** Waits until it is made. */
    Body in(Coding coding) {
        return future(coding).join();
    }

    private synchronized CompletableFuture<Body> future(Coding coding) {
        return packed.computeIfAbsent(coding, c -> CompletableFuture.supplyAsync(() -> Body.of(c.pack(plain.whole())), packer));
    }
}
