package vor.server.access.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;

/**
 * The certificate that the server shows. {@link #refresh} changes it under way; connections that stand keep theirs. Safe for
 * any thread; {@code refresh} by one at a time.
 */
public final class Identity {
    /** One of our own is made anew so long before it ends. */
    private static final Duration EARLY = Duration.ofDays(30);

    private static final String OWN = "tls-own.crt";
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    private final Clock clock;
    private volatile Source source;
    private final ShownKeys keys;
    private final SSLContext context;
    private volatile List<FileTime> read;
    private volatile String told = "";

    /** @param own empty for files that somebody else writes @param passphrase of the key; empty for none */
    private record Source(Path certificate, Path key, Optional<Names> own, Supplier<Optional<char[]>> passphrase) {}

    /** @param needed must be in it @param also are put in when it is made */
    private record Names(Set<String> needed, Set<String> also) {
        SequencedSet<String> all() {
            LinkedHashSet<String> all = new LinkedHashSet<>(needed);
            all.addAll(also);
            return all;
        }
    }

    private Identity(Clock clock, Source source) {
        this.clock = clock;
        this.source = source;
        read = times();
        keys = new ShownKeys(load());
        context = context(keys);
    }

    /**
     * One from files.
     *
     * @param certificate PEM, the server's first, then those that lead to it
     * @param key PEM
     * @param passphrase of the key, asked for each time that it is read and may throw {@link IdentityException}; gives nothing where it is not encrypted
     * @throws IdentityException when it cannot be used
     */
    public static Identity files(Path certificate, Path key, Supplier<Optional<char[]>> passphrase, Clock clock) {
        return new Identity(clock, new Source(certificate, key, Optional.empty(), passphrase));
    }

    /** The same with a key that is not encrypted. */
    public static Identity files(Path certificate, Path key, Clock clock) {
        return files(certificate, key, Optional::empty, clock);
    }

    /**
     * One of our own, kept in the data folder; made when there is none, when it is about to end, and when a needed name is
     * not in it.
     *
     * @param needed host names and addresses that it must be good for
     * @param also further ones, such as this machine's addresses today
     */
    public static Identity own(Path dataDir, Set<String> needed, Set<String> also, Clock clock) {
        Names names = new Names(new LinkedHashSet<>(needed), new LinkedHashSet<>(also));
        return new Identity(clock, new Source(dataDir.resolve(OWN), dataDir.resolve("tls-own.key"), Optional.of(names), Optional::empty));
    }

    /** Shows what the other would from now on, and follows its files. Any thread. */
    public synchronized void become(Identity next) {
        source = next.source;
        read = next.read;
        told = "";
        show(next.keys.shown());
    }

    private void show(Shown next) {
        if (!next.fingerprint().equals(fingerprint())) {
            keys.show(next);
            LOG.info("the certificate is another one now, SHA-256 {}, until {}", next.fingerprint(), next.ends());
        }
    }

    /** The fingerprint of the certificate in a file, without its key; empty when there is none that can be read. */
    public static Optional<String> fingerprintIn(Path certificate) {
        try {
            return Optional.of(Shown.fingerprint(Pem.chain(certificate).getFirst()));
        } catch (IdentityException e) {
            return Optional.empty();
        }
    }

    /** The same of the one that we made. */
    public static Optional<String> ownFingerprint(Path dataDir) {
        return fingerprintIn(dataDir.resolve(OWN));
    }

    private Shown load() {
        Path certificate = source.certificate();
        Path key = source.key();
        if (source.own().isEmpty()) {
            return Pem.read(certificate, key, source.passphrase());
        }
        Names names = source.own().get();
        if (Files.exists(certificate) && Files.exists(key)) {
            Shown shown = Pem.read(certificate, key, source.passphrase());
            if (clock.now().isBefore(shown.ends().minus(EARLY)) && alternatives(shown.chain().getFirst()).containsAll(names.needed())) {
                return shown;
            }
        }
        Shown made = OwnCertificate.make(names.all(), clock.now());
        try {
            Files.createDirectories(Objects.requireNonNull(certificate.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new IdentityException("the data folder cannot be made: " + e.getMessage());
        }
        Pem.write(made, certificate, key);
        LOG.info("made a certificate of our own, SHA-256 {}", made.fingerprint());
        read = times();
        return made;
    }

    private static Set<String> alternatives(X509Certificate certificate) {
        try {
            Set<String> names = new HashSet<>();
            var all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                all.forEach(entry -> names.add(plain(String.valueOf(entry.get(1)))));
            }
            return names;
        } catch (CertificateParsingException e) {
            return Set.of();
        }
    }

    /** One way to write an address. */
    static String plain(String name) {
        return OwnCertificate.isAddress(name)
                ? InetAddress.ofLiteral(name).getHostAddress()
                : name.toLowerCase(Locale.ROOT);
    }

    private static SSLContext context(ShownKeys keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** For a listener; it always shows the newest. */
    public SSLContext context() {
        return context;
    }

    /** SHA-256 of the certificate, as browsers show it: AB:CD:… */
    public String fingerprint() {
        return keys.shown().fingerprint();
    }

    /** When it ends. */
    public Instant ends() {
        return keys.shown().ends();
    }

    /** Looks whether the files have changed or our own is about to end; what cannot be used changes nothing, is logged once and tried again. */
    public synchronized void refresh() {
        boolean ending = source.own().isPresent() && !clock.now().isBefore(ends().minus(EARLY));
        List<FileTime> now = times();
        if (now.equals(read) && !ending) {
            return;
        }
        try {
            show(load());
            read = now;
            told = "";
        } catch (IdentityException e) {
            if (!told.equals(e.getMessage())) {
                LOG.warn("{}; the certificate of before stays", e.getMessage());
            }
            told = String.valueOf(e.getMessage());
        }
    }

    private List<FileTime> times() {
        return List.of(time(source.certificate()), time(source.key()));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** What is wrong or about to be, one line; empty while it is well. */
    public Optional<String> trouble() {
        Duration left = Duration.between(clock.now(), ends());
        return left.compareTo(Duration.ofDays(7)) < 0
                ? Optional.of("the certificate " + (left.isNegative() ? "has ended" : "ends in " + left.toHours() + " h") + ": " + source.certificate())
                : Optional.empty();
    }
}
