package vor.server.access.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.SequencedSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a certificate that nobody but this server vouches for: known by its fingerprint. EC, P-256. */
final class OwnCertificate {
    /** What browsers take at most, less a day. */
    static final Duration LIFE = Duration.ofDays(397);

    /** Clocks of clients may be behind. */
    private static final Duration BEFORE = Duration.ofHours(24);

    private OwnCertificate() {}

    /** @param names host names and addresses; the first is its common name */
    static Shown make(SequencedSet<String> names, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new Shown(List.of(certificate(names, now, pair)), pair.getPrivate());
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IdentityException("no certificate could be made: " + e.getMessage());
        }
    }

    private static X509Certificate certificate(SequencedSet<String> names, Instant now, KeyPair pair)
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, shortened(names.getFirst())).build();
        Instant from = now.minus(BEFORE);
        var builder = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(from), Date.from(from.plus(LIFE)), name, pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                names.stream().map(OwnCertificate::general).toArray(GeneralName[]::new)));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    /** A common name has at most 64 characters; who it is for is read from the alternative names anyway. */
    private static String shortened(String name) {
        return name.length() > 64 ? name.substring(0, 64) : name;
    }

    private static GeneralName general(String name) {
        return isAddress(name) ? new GeneralName(GeneralName.iPAddress, name) : new GeneralName(GeneralName.dNSName, name);
    }

    static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BigInteger serial() {
        return new BigInteger(127, new SecureRandom()).setBit(0);
    }
}
