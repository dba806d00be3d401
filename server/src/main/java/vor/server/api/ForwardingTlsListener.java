package vor.server.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A TLS listener that leaves everything to another one. */
@SuppressWarnings("NullAway") // what may be null is the other one's business
class ForwardingTlsListener extends SSLServerSocket {
    private final SSLServerSocket to;

    ForwardingTlsListener(SSLServerSocket to) throws IOException {
        this.to = to;
    }

    @Override
    public Socket accept() throws IOException {
        return to.accept();
    }

    @Override
    public void bind(@Nullable SocketAddress address) throws IOException {
        to.bind(address);
    }

    @Override
    public void bind(@Nullable SocketAddress address, int backlog) throws IOException {
        to.bind(address, backlog);
    }

    @Override
    public void close() throws IOException {
        to.close();
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return to.getInetAddress();
    }

    @Override
    public int getLocalPort() {
        return to.getLocalPort();
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return to.getLocalSocketAddress();
    }

    @Override
    public @Nullable ServerSocketChannel getChannel() {
        return to.getChannel();
    }

    @Override
    public boolean isBound() {
        return to.isBound();
    }

    @Override
    public boolean isClosed() {
        return to.isClosed();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        to.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws IOException {
        return to.getSoTimeout();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        to.setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return to.getReuseAddress();
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
        to.setReceiveBufferSize(size);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return to.getReceiveBufferSize();
    }

    @Override
    public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        to.setPerformancePreferences(connectionTime, latency, bandwidth);
    }

    @Override
    public <T> ServerSocket setOption(SocketOption<T> name, T value) throws IOException {
        to.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return to.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return to.supportedOptions();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return to.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        to.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return to.getSupportedCipherSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return to.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return to.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        to.setEnabledProtocols(protocols);
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        to.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return to.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        to.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return to.getWantClientAuth();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        to.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return to.getUseClientMode();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        to.setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return to.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return to.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        to.setSSLParameters(parameters);
    }

    @Override
    public String toString() {
        return to.toString();
    }
}
