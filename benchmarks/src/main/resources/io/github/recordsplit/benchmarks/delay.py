"""Two network devices with a wire between them that takes its time.

Arguments: milliseconds one way, and two names. Says "ready", and goes on until stdin ends.
"""
import collections, fcntl, os, select, struct, sys, time

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


def device(name):
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return tun


delay = float(sys.argv[1]) / 1000
ends = [device(name) for name in sys.argv[2:4]]
waiting = {end: collections.deque() for end in ends}
print("ready", flush=True)
stdin = 0
while True:
    due = [queue[0][0] for queue in waiting.values() if queue]
    pause = max(0, min(due) - time.monotonic()) if due else None
    ready = select.select(ends + [stdin], [], [], pause)[0]
    now = time.monotonic()
    if stdin in ready:
        break
    for end in ready:
        other = ends[1 - ends.index(end)]
        waiting[other].append((now + delay, os.read(end, 65536)))
    for end, queue in waiting.items():
        while queue and queue[0][0] <= now:
            packet = queue.popleft()[1]
            try:
                os.write(end, packet)
            except OSError:
                pass  # that end is not up yet: a link would lose it, too
