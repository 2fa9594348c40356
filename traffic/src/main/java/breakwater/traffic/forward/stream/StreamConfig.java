package breakwater.traffic.forward.stream;

import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * What can be set of a {@link StreamChannel}: whatever every channel has, {@link ChannelOption#ALLOW_HALF_CLOSURE} (false at first) and
 * {@link ChannelOption#SO_LINGER}, which cannot be asked for; {@link ChannelOption#TCP_NODELAY}, which is always on, can only be asked
 * for. Of the channel's event loop.
 */
final class StreamConfig extends DefaultChannelConfig {
    private static final int READ_BYTES = 2_048;
    /** Until somebody sets another one. */
    private static final RecvByteBufAllocator READS = new FixedRecvByteBufAllocator(READ_BYTES);

    private final StreamChannel stream;
    private boolean halfClosure;

    StreamConfig(StreamChannel stream) {
        super(stream, READS);
        this.stream = stream;
    }

    boolean halfClosure() {
        return halfClosure;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getOption(ChannelOption<T> option) {
        if (option == ChannelOption.ALLOW_HALF_CLOSURE) {
            return (T) Boolean.valueOf(halfClosure);
        }
        return option == ChannelOption.TCP_NODELAY ? (T) Boolean.valueOf(stream.noDelay()) : super.getOption(option);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        if (option == ChannelOption.ALLOW_HALF_CLOSURE) {
            halfClosure = (Boolean) value;
        } else if (option == ChannelOption.SO_LINGER) {
            stream.lingerSeconds((Integer) value);
        } else {
            return super.setOption(option, value);
        }
        return true;
    }

    @Override
    protected void autoReadCleared() {
        stream.readCleared();
    }
}
