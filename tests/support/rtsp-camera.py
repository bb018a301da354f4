"""A real RTSP camera for tests: GStreamer's RTSP server playing H.264/H.265 files in a loop.

Usage: /usr/bin/python3 rtsp-camera.py '<settings as JSON>'   (see RtspCameraSettings in rtsp-camera.ts)
Prints one JSON line {"port": N} when it listens. Reads commands as JSON lines from standard input:
  {"do": "stall", "path": P}            keep the connection, send nothing more
  {"do": "resume", "path": P}
  {"do": "jump", "path": P, "ms": N}    time stamps jump by N ms from the next picture on
  {"do": "play", "path": P, "file": I}  go on with file I of the mount from its first key frame
  {"do": "drop"}                        close every client's connection
Ends when standard input ends.
"""

import json
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402


def nal_units(data):
    """(start, end) of each NAL unit, start code included, in an Annex-B byte stream."""
    starts = []
    at = data.find(b"\0\0\1")
    while at >= 0:
        starts.append(at - 1 if at > 0 and data[at - 1] == 0 else at)
        at = data.find(b"\0\0\1", at + 3)
    return list(zip(starts, starts[1:] + [len(data)]))


def access_units(data, codec):
    """Pictures with the parameter sets and SEI before them; slices of one picture stay together."""
    units, current, has_slice = [], b"", False
    for start, end in nal_units(data):
        nal = data[start:end]
        header = nal.index(b"\1") + 1
        if codec == "h264":
            is_slice = nal[header] & 31 in (1, 5)
            first = is_slice and nal[header + 1] & 0x80
        else:
            is_slice = (nal[header] >> 1) & 63 < 32
            first = is_slice and nal[header + 2] & 0x80
        if has_slice and (first or not is_slice):
            units.append(current)
            current, has_slice = b"", False
        current += nal
        has_slice = has_slice or is_slice
    return units + [current] if current else units


class Mount:
    def __init__(self, settings):
        self.codec = settings["codec"]
        self.fps = settings["fps"]
        self.files = [access_units(open(f, "rb").read(), self.codec) for f in settings["files"]]
        self.file = 0
        self.stalled = False
        self.jump_ms = 0


class CameraFactory(GstRtspServer.RTSPMediaFactory):
    def __init__(self, mount):
        super().__init__()
        self.mount = mount
        parse, pay = ("h264parse", "rtph264pay") if mount.codec == "h264" else ("h265parse", "rtph265pay")
        self.set_shared(True)
        self.set_launch(
            f"( appsrc name=pictures is-live=true format=time "
            f'caps="video/x-{mount.codec},stream-format=byte-stream,alignment=au,framerate={mount.fps}/1" '
            f"! {parse} ! {pay} config-interval=-1 pt=96 name=pay0 )"
        )

    def do_configure(self, media):
        mount = self.mount
        pipeline = media.get_element()
        pictures = pipeline.get_child_by_name("pictures")
        state = {"at": 0, "file": mount.file, "alive": True}
        media.connect("unprepared", lambda *_: state.update(alive=False))

        def push():
            if not state["alive"]:
                return False
            if mount.stalled:
                return True
            if state["file"] != mount.file:
                state.update(file=mount.file, at=0)
            units = mount.files[state["file"]]
            picture = Gst.Buffer.new_wrapped(units[state["at"] % len(units)])
            state["at"] += 1
            clock = pictures.get_clock()
            running = clock.get_time() - pictures.get_base_time() if clock else 0
            picture.pts = picture.dts = max(0, running + mount.jump_ms * Gst.MSECOND)
            return pictures.emit("push-buffer", picture) == Gst.FlowReturn.OK

        push()
        GLib.timeout_add(1000 // mount.fps, push)


def authentication(settings, factories):
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    auth = GstRtspServer.RTSPAuth()
    user, password = settings.get("user"), settings.get("password")
    if settings.get("certificate"):
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_files(settings["certificate"], settings["key"]))
    if settings.get("auth") == "digest":
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    elif settings.get("auth") == "basic":
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    else:
        auth.set_default_token(token)
    for factory in factories:
        permissions = GstRtspServer.RTSPPermissions()
        for right in ("access", "construct"):
            permissions.add_permission_for_role("user", f"media.factory.{right}", True)
        factory.set_permissions(permissions)
    return auth


def main():
    Gst.init(None)
    settings = json.loads(sys.argv[1])
    mounts = {m["path"]: Mount(m) for m in settings["mounts"]}
    factories = {path: CameraFactory(mount) for path, mount in mounts.items()}

    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(settings.get("port", 0)))
    if settings.get("auth") or settings.get("certificate"):
        server.set_auth(authentication(settings, factories.values()))
    if settings.get("maxSessions"):
        pool = GstRtspServer.RTSPSessionPool()
        pool.set_max_sessions(settings["maxSessions"])
        server.set_session_pool(pool)
    for path, factory in factories.items():
        server.get_mount_points().add_factory(path, factory)
    if not server.attach(None):
        sys.exit("can't listen")
    print(json.dumps({"port": server.get_bound_port()}), flush=True)

    loop = GLib.MainLoop()

    def on_command(channel, condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        command = json.loads(line)
        mount = mounts.get(command.get("path"))
        if command["do"] == "stall":
            mount.stalled = True
        elif command["do"] == "resume":
            mount.stalled = False
        elif command["do"] == "jump":
            mount.jump_ms += command["ms"]
        elif command["do"] == "play":
            mount.file = command["file"]
        elif command["do"] == "drop":
            server.client_filter(lambda *_: GstRtspServer.RTSPFilterResult.REMOVE)
        print(json.dumps({"done": command["do"]}), flush=True)
        return True

    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_command)
    loop.run()


main()
