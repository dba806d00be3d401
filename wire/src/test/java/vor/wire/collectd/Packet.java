package vor.wire.collectd;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes packets as collectd does, and others. */
final class Packet {
    static final int HOST = 0x0000;
    static final int TIME = 0x0001;
    static final int PLUGIN = 0x0002;
    static final int PLUGIN_INSTANCE = 0x0003;
    static final int TYPE = 0x0004;
    static final int TYPE_INSTANCE = 0x0005;
    static final int INTERVAL = 0x0007;
    static final int TIME_HR = 0x0008;
    static final int INTERVAL_HR = 0x0009;
    static final int MESSAGE = 0x0100;
    static final int SEVERITY = 0x0101;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static Packet ofLoad() {
        return new Packet().text(HOST, "web1").number(TIME, 1_000).text(PLUGIN, "load").text(TYPE, "load");
    }

    Packet part(int type, byte[] body) {
        out.writeBytes(ByteBuffer.allocate(4).putShort((short) type).putShort((short) (4 + body.length)).array());
        out.writeBytes(body);
        return this;
    }

    Packet text(int type, String text) {
        return part(type, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    Packet number(int type, long number) {
        return part(type, ByteBuffer.allocate(8).putLong(number).array());
    }

    Packet gauge(double value) {
        return values(1, Long.reverseBytes(Double.doubleToRawLongBits(value)));
    }

    Packet values(int kind, long... numbers) {
        ByteBuffer body = ByteBuffer.allocate(2 + 9 * numbers.length).putShort((short) numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            body.put((byte) kind);
        }
        for (long number : numbers) {
            body.putLong(number);
        }
        return part(0x0006, body.array());
    }

    Packet raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] signed(String user, String password, byte[] content) {
        byte[] covered = joined(user.getBytes(StandardCharsets.UTF_8), content);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] head = ByteBuffer.allocate(4).putShort((short) 0x0200).putShort((short) (36 + covered.length - content.length)).array();
            return joined(head, joined(mac.doFinal(covered), covered));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] encrypted(String user, String password, byte[] content) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        byte[] vector = new byte[16];
        vector[3] = 7;
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            Cipher cipher = Cipher.getInstance("AES/OFB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
            byte[] secret = cipher.doFinal(joined(MessageDigest.getInstance("SHA-1").digest(content), content));
            byte[] open = joined(ByteBuffer.allocate(2).putShort((short) name.length).array(), joined(name, vector));
            return new Packet().part(0x0210, joined(open, secret)).bytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
