package vor.server.access.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vor.testkit.ManualClock;

/** Certificates: our own, and those from files. */
class IdentityTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder = Path.of("");

    private Identity own(String... needed) {
        return Identity.own(folder, new LinkedHashSet<>(List.of(needed)), Set.of("127.0.0.1", "::1"), clock);
    }

    private X509Certificate shown() {
        return Pem.chain(folder.resolve("tls-own.crt")).getFirst();
    }

    @Test
    void makesOneThatIsGoodForItsNamesAndAddresses() throws Exception {
        Identity identity = own("noc.example.org", "192.0.2.1", "2001:db8::1");
        assertThat(shown().getSubjectAlternativeNames()).extracting(n -> String.valueOf(n.get(1)))
                .containsExactlyInAnyOrder("noc.example.org", "192.0.2.1", "2001:db8:0:0:0:0:0:1", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(shown().getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(Duration.between(shown().getNotBefore().toInstant(), shown().getNotAfter().toInstant())).isEqualTo(Duration.ofDays(397));
        assertThat(identity.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        shown().verify(shown().getPublicKey());
    }

    @Test
    void nobodyElseMayReadItsKey() throws IOException {
        own("noc.example.org");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls-own.key")))).isEqualTo("rw-------");
    }

    @Test
    void keepsItOverARestart() {
        assertThat(own("noc.example.org").fingerprint()).isEqualTo(own("noc.example.org").fingerprint());
    }

    @Test
    void makesAnotherWhenANameIsMissing() {
        String before = own("noc.example.org").fingerprint();
        assertThat(own("noc.example.org", "vor.example.org").fingerprint()).isNotEqualTo(before);
        assertThat(own("vor.example.org").fingerprint()).isEqualTo(own("noc.example.org").fingerprint());
    }

    @Test
    void makesAnotherBeforeItEndsWhileItRuns() {
        Identity identity = own("noc.example.org");
        String before = identity.fingerprint();
        clock.advance(Duration.ofDays(365));
        identity.refresh();
        assertThat(identity.fingerprint()).isEqualTo(before);
        clock.advance(Duration.ofDays(2));
        identity.refresh();
        assertThat(identity.fingerprint()).isNotEqualTo(before);
        assertThat(identity.trouble()).isEmpty();
    }

    @Test
    void readsFilesAnewWhenTheyChange() throws IOException {
        own("a.example.org");
        Path certificate = Files.copy(folder.resolve("tls-own.crt"), folder.resolve("cert.pem"));
        Path key = Files.copy(folder.resolve("tls-own.key"), folder.resolve("key.pem"));
        Identity identity = Identity.files(certificate, key, clock);
        String before = identity.fingerprint();
        String next = own("b.example.org").fingerprint();
        Files.writeString(certificate, Files.readString(folder.resolve("tls-own.crt")));
        Files.setLastModifiedTime(certificate, FileTime.fromMillis(1));
        identity.refresh();
        assertThat(identity.fingerprint()).as("while the key is still the one of before").isEqualTo(before);
        Files.writeString(key, Files.readString(folder.resolve("tls-own.key")));
        Files.setLastModifiedTime(key, FileTime.fromMillis(2));
        identity.refresh();
        assertThat(identity.fingerprint()).isEqualTo(next);
    }

    /** As openssl pkcs8 -topk8 does it. */
    private static void lock(Path key, Path locked, String passphrase) throws Exception {
        byte[] der = Base64.getMimeDecoder().decode(Files.readString(key).replaceAll("-----.*-----", ""));
        OutputEncryptor encryptor = new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setPassword(passphrase.toCharArray())
                .build();
        StringWriter text = new StringWriter();
        try (PemWriter out = new PemWriter(text)) {
            out.writeObject(new PKCS8Generator(PrivateKeyInfo.getInstance(der), encryptor));
        }
        Files.writeString(locked, text.toString());
    }

    @Test
    void aKeyWithAPassphraseIsOpenedAndAWrongOneIsNotRepeated() throws Exception {
        String fingerprint = own("a.example.org").fingerprint();
        Path certificate = folder.resolve("tls-own.crt");
        Path locked = folder.resolve("locked.pem");
        lock(folder.resolve("tls-own.key"), locked, "four cold grey herons");
        assertThat(Identity.files(certificate, locked, () -> Optional.of("four cold grey herons".toCharArray()), clock).fingerprint()).isEqualTo(fingerprint);
        assertThatThrownBy(() -> Identity.files(certificate, locked, () -> Optional.of("hunter2".toCharArray()), clock))
                .hasMessageContaining("its passphrase is another one")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Identity.files(certificate, locked, clock)).hasMessageContaining("passphrase: REFERENCE");
    }

    @Test
    void becomesAnotherOneAndFollowsItsFiles() throws IOException {
        Identity identity = own("a.example.org");
        Path certificate = Files.copy(folder.resolve("tls-own.crt"), folder.resolve("cert.pem"));
        Path key = Files.copy(folder.resolve("tls-own.key"), folder.resolve("key.pem"));
        String second = own("b.example.org").fingerprint();
        identity.become(Identity.files(certificate, key, clock));
        assertThat(identity.fingerprint()).isNotEqualTo(second);
        Files.writeString(certificate, Files.readString(folder.resolve("tls-own.crt")));
        Files.writeString(key, Files.readString(folder.resolve("tls-own.key")));
        Files.setLastModifiedTime(key, FileTime.fromMillis(2));
        identity.refresh();
        assertThat(identity.fingerprint()).isEqualTo(second);
    }

    @Test
    void tellsBeforeItEnds() {
        own("a.example.org");
        Identity identity = Identity.files(folder.resolve("tls-own.crt"), folder.resolve("tls-own.key"), clock);
        clock.advance(Duration.ofDays(395));
        assertThat(identity.trouble()).hasValueSatisfying(t -> assertThat(t).contains("ends in"));
        clock.advance(Duration.ofDays(2));
        assertThat(identity.trouble()).hasValueSatisfying(t -> assertThat(t).contains("has ended"));
    }

    @Test
    void saysWhatIsWrongWithAFileAndNeverWhatIsInIt() throws IOException {
        own("a.example.org");
        Path certificate = folder.resolve("tls-own.crt");
        Path key = folder.resolve("tls-own.key");
        Path odd = Files.writeString(folder.resolve("odd.pem"), "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n");
        Path damaged = Files.writeString(folder.resolve("damaged.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> Identity.files(certificate, odd, clock)).hasMessageContaining("openssl pkcs8").hasMessageNotContaining("c2Vj");
        assertThatThrownBy(() -> Identity.files(certificate, damaged, clock)).hasMessageContaining("damaged").hasMessageNotContaining("c2Vj");
        assertThatThrownBy(() -> Identity.files(key, key, clock)).isInstanceOf(IdentityException.class).hasMessageContaining("certificate");
        assertThatThrownBy(() -> Identity.files(folder.resolve("none"), key, clock)).hasMessageContaining("cannot be read");
        own("b.example.org");
        Path other = Files.copy(key, folder.resolve("other.key"));
        own("c.example.org");
        assertThatThrownBy(() -> Identity.files(certificate, other, clock)).hasMessageContaining("not the one of the certificate");
    }

    @Test
    void aFingerprintIsReadHoweverItIsWritten() {
        String one = own("a.example.org").fingerprint();
        assertThat(Pinned.fingerprint(one)).isEqualTo(Pinned.fingerprint(one.toLowerCase(Locale.ROOT).replace(":", " "))).isPresent();
        assertThat(Pinned.fingerprint("AB:CD")).isEmpty();
    }
}
