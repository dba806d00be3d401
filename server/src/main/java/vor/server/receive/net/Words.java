package vor.server.receive.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import vor.model.AddressText;

/** What people are told. */
final class Words {
    private static final int FIRST_FREE_PORT = 1024;

    private Words() {}

    static String at(InetAddress address, int port) {
        if (address.isAnyLocalAddress()) {
            return "*:" + port;
        }
        String host = AddressText.of(address.getAddress());
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    static IOException cannotListen(String name, String protocol, String host, int port, IOException e) {
        String remedy = port > 0 && port < FIRST_FREE_PORT
                ? "; ports below 1024 need a right (AmbientCapabilities=CAP_NET_BIND_SERVICE in a systemd unit): give it, or name another port"
                : "; end the program that listens there, or name another address or port under receive." + name;
        return new IOException("cannot listen for " + name + " on " + host + " port " + port + " (" + protocol + "): " + e.getMessage() + remedy, e);
    }
}
