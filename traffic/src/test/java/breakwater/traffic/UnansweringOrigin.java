package breakwater.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listening socket whose queue is full: the kernel does not answer whoever else connects. */
public final class UnansweringOrigin implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queued = new ArrayList<>();

    public UnansweringOrigin() throws IOException {
        for (int i = 0; i < 16; i++) {
            Socket one = new Socket();
            try {
                one.connect(listening.getLocalSocketAddress(), 100);
                queued.add(one);
            } catch (SocketTimeoutException full) {
                one.close();
                return;
            }
        }
        throw new IllegalStateException("its queue is not full");
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket one : queued) {
            one.close();
        }
    }
}
