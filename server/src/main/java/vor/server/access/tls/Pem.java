package vor.server.access.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and keys as text files, as everybody hands them out. */
final class Pem {
    private static final long LARGEST = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:ENCRYPTED )?PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** @param passphrase of the key; asked only when that is encrypted */
    static Shown read(Path certificate, Path key, Supplier<Optional<char[]>> passphrase) {
        List<X509Certificate> chain = chain(certificate);
        PrivateKey secret = key(key, chain.getFirst().getPublicKey().getAlgorithm(), passphrase);
        if (!belong(chain.getFirst(), secret)) {
            throw new IdentityException("the key in " + key + " is not the one of the certificate in " + certificate);
        }
        return new Shown(chain, secret);
    }

    static List<X509Certificate> chain(Path file) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(file)))) {
                chain.add((X509Certificate) one);
            }
            if (chain.isEmpty()) {
                throw new IdentityException(file + " has no certificate in it; expected -----BEGIN CERTIFICATE-----, the server's first");
            }
            return chain;
        } catch (CertificateException e) {
            throw new IdentityException(file + " is no certificate in PEM: " + e.getMessage());
        }
    }

    /**
     * The same with a key that is no file.
     *
     * @param where the key comes from, for people
     */
    static Shown read(Path certificate, String where, String key) {
        List<X509Certificate> chain = chain(certificate);
        PrivateKey secret = key(where, key, chain.getFirst().getPublicKey().getAlgorithm(), Optional::empty);
        if (!belong(chain.getFirst(), secret)) {
            throw new IdentityException("the key in " + where + " is not the one of the certificate in " + certificate);
        }
        return new Shown(chain, secret);
    }

    private static PrivateKey key(Path file, String algorithm, Supplier<Optional<char[]>> passphrase) {
        return key(file.toString(), new String(bytes(file), StandardCharsets.ISO_8859_1), algorithm, passphrase);
    }

    /** What went wrong is said without a word of what stands there. */
    private static PrivateKey key(String file, String text, String algorithm, Supplier<Optional<char[]>> passphrase) {
        Matcher m = KEY.matcher(text);
        if (!m.find()) {
            Matcher other = OTHER_KEY.matcher(text);
            throw new IdentityException(file + (other.find() ? " has a key of the kind \"" + other.group(1) + "\"" : " has no key in it")
                    + "; expected -----BEGIN PRIVATE KEY----- (make it so with: openssl pkcs8 -topk8 -nocrypt -in FILE -out NEW)");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(m.group(2));
            PKCS8EncodedKeySpec spec = m.group(1) == null ? new PKCS8EncodedKeySpec(der) : opened(file, der, passphrase.get());
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IdentityException(file + " has a key in it that is damaged, or of another kind than the certificate's (" + algorithm + ")");
        }
    }

    private static PKCS8EncodedKeySpec opened(String file, byte[] der, Optional<char[]> passphrase) {
        PBEKeySpec word = new PBEKeySpec(passphrase.orElseThrow(() -> new IdentityException(
                "the key in " + file + " is encrypted: write \"passphrase: REFERENCE\" beside \"key\", or take one that is not")));
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            String kind = info.getAlgParameters() == null ? info.getAlgName() : info.getAlgParameters().toString();
            Cipher cipher = Cipher.getInstance(kind);
            cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(kind).generateSecret(word), info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException | IOException e) {
            throw new IdentityException("the key in " + file + " cannot be opened: its passphrase is another one, or it is encrypted in an unusual way");
        } finally {
            word.clearPassword();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IdentityException(file + " is larger than 1 MiB: is this the right file?");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IdentityException(file + " cannot be read (" + e.getClass().getSimpleName().replace("Exception", "") + ")");
        }
    }

    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> key.getAlgorithm();
                };
        try {
            byte[] probe = "vor".getBytes(StandardCharsets.US_ASCII);
            Signature sign = Signature.getInstance(algorithm);
            sign.initSign(key);
            sign.update(probe);
            byte[] signature = sign.sign();
            Signature verify = Signature.getInstance(algorithm);
            verify.initVerify(certificate.getPublicKey());
            verify.update(probe);
            return verify.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IdentityException("a certificate with a key of the kind " + key.getAlgorithm() + " cannot be used; take EC or RSA");
        }
    }

    /** The key first, and readable for this user alone: a certificate without its key would be of no use. */
    static void write(Shown shown, Path certificate, Path key) {
        try {
            write(key, "PRIVATE KEY", shown.key().getEncoded());
            write(certificate, "CERTIFICATE", shown.chain().getFirst().getEncoded());
        } catch (IOException | CertificateException e) {
            throw new IdentityException("the certificate cannot be kept in " + certificate + ": " + e.getMessage());
        }
    }

    private static void write(Path file, String kind, byte[] der) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n" + LINES.encodeToString(der) + "\n-----END " + kind + "-----\n";
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
