"""One visitor of a Streamlit server, over its websocket and without a browser, doing what a browser would send."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

RUN_SECONDS = 60


def _chosen_option(widget: Any) -> str | None:
    if widget.set_value:
        return widget.raw_value if widget.HasField("raw_value") else None
    return widget.options[widget.default] if widget.HasField("default") else None


def _field_value(widget: Any) -> Any:
    name = "value" if widget.set_value else "default"
    return getattr(widget, name) if widget.HasField(name) else None


STATES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "radio": ("string_value", _chosen_option),
    "selectbox": ("string_value", _chosen_option),
    "text_input": ("string_value", _field_value),
    "text_area": ("string_value", _field_value),
    "number_input": ("double_value", _field_value),
    "checkbox": ("bool_value", lambda widget: widget.value if widget.set_value else widget.default),
    "date_input": ("string_array_value", lambda widget: list(widget.value if widget.set_value else widget.default)),
    "button_group": (
        "string_array_value",
        lambda widget: (
            list(widget.raw_values) if widget.set_value else [widget.options[i].content for i in widget.default]
        ),
    ),
}
"""Kind of widget -> where its value travels, and the value it shows."""


def state_of(kind: str, widget: Any) -> WidgetState:
    """What a browser sends for a widget as it is drawn; an empty one is sent by its id alone."""
    field, shown = STATES[kind]
    return with_value(WidgetState(id=widget.id), field, shown(widget))


def with_value(state: WidgetState, field: str, value: Any) -> WidgetState:
    """The state with a value in it."""
    if field.endswith("_array_value"):
        getattr(state, field).data.extend(value)
        getattr(state, field).SetInParent()
    elif value is not None:
        setattr(state, field, value)
    return state


class Visitor:
    """A browser tab: its connection, the widgets on the page, and the values they show.

    `headers` go along with each connection, with a cookie that an earlier answer set instead of theirs; `origin` is
    the site whose page it is, and `address` the one of this machine from which it connects.
    """

    def __init__(
        self,
        url: str,
        query: str = "",
        headers: Mapping[str, str] | None = None,
        *,
        origin: str = "",
        address: str = "",
    ) -> None:
        self.url, self.query, self.origin, self.address = url, query, origin, address
        self.headers = dict(headers or {})
        self.session = ""
        """The id of the visit on the server."""
        self.page = ""
        """The hash of the current page's script."""
        self.pages: dict[str, str] = {}
        self.radios: dict[str, Any] = {}
        self.fields: dict[str, Any] = {}
        self._fragments: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.downloads: dict[str, str] = {}
        """Key of a button that saves a file -> what the server calls the file before it is made."""
        self.titles: list[str] = []
        self.markdown: list[str] = []
        """The Markdown texts of the last run, of the whole page or of one fragment."""
        self.charts = 0
        self._states: dict[str, WidgetState] = {}
        self._chosen: dict[str, WidgetState] = {}
        self._cached_messages: dict[str, ForwardMsg] = {}
        self._socket: ClientConnection | None = None

    async def open(self, page: str = "", *protocols: str) -> float:
        """Connect and draw a page, the first by default; milliseconds from the request to the end of the run."""
        await self.connect(*protocols)
        message = self._request("")
        message.rerun_script.page_name = page
        return await self._run(message)

    async def connect(self, *protocols: str) -> None:
        """Connect; `protocols` carry the XSRF token and the id of an earlier session."""
        self._socket = await connect(
            self.url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit", *protocols],
            additional_headers=self.headers,
            origin=self.origin or None,
            local_addr=(self.address, 0) if self.address else None,
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        assert self._socket.response
        if cookie := self._socket.response.headers.get("Set-Cookie"):
            self.headers["Cookie"] = cookie.partition(";")[0]

    async def close(self) -> None:
        """Close the tab."""
        if self._socket:
            await self._socket.close()

    async def rerun(self) -> float:
        """Run the page again with nothing changed; milliseconds, as for every action."""
        return await self._run(self._with_values())

    async def open_page(self, page: str) -> float:
        """Follow a link of the app; no values of widgets travel along."""
        self._chosen.clear()
        return await self._run(self._request(self.pages[page]))

    async def choose(self, key: str, number: int) -> float:
        """Choose an option of a radio, by its place."""
        radio = self.radios[key]
        return await self._set(WidgetState(id=radio.id, string_value=radio.options[number]))

    async def type(self, key: str, text: str) -> float:
        """Type a text into a field and leave it."""
        return await self._set(WidgetState(id=self.fields[key].id, string_value=text))

    async def _set(self, state: WidgetState) -> float:
        self._states[state.id] = self._chosen[state.id] = state
        message = self._with_values()
        message.rerun_script.fragment_id = self._fragments.get(state.id, "")
        return await self._run(message)

    async def press(self, key: str) -> float:
        """Press a button."""
        message = self._with_values()
        message.rerun_script.widget_states.widgets.append(WidgetState(id=self.buttons[key], trigger_value=True))
        return await self._run(message)

    async def save(self, key: str) -> str:
        """Press a button that saves a file; the address where the file is then, "" where it is refused."""
        assert self._socket
        message = BackMsg()
        message.backend_operation_request.request_id = key
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = self.downloads[key]
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(RUN_SECONDS):
            while (answer := await self._next()).WhichOneof("type") != "backend_operation_response":
                self._handle(answer)
        return answer.backend_operation_response.deferred_file.url

    def _request(self, page: str) -> BackMsg:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_script_hash = self.query, page
        rerun.context_info.timezone, rerun.context_info.locale = "Europe/Berlin", "en-GB"
        rerun.context_info.url = self.url
        rerun.widget_states.SetInParent()
        rerun.cached_message_hashes.extend(self._cached_messages)
        return message

    def _with_values(self) -> BackMsg:
        message = self._request(self.page)
        message.rerun_script.widget_states.widgets.extend(self._states.values())
        return message

    async def _run(self, message: BackMsg) -> float:
        assert self._socket
        request = message.SerializeToString()
        started_at = time.perf_counter()
        await self._socket.send(request)
        async with asyncio.timeout(RUN_SECONDS):
            while not self._handle(await self._next()):
                pass
        return (time.perf_counter() - started_at) * 1000

    async def _next(self) -> ForwardMsg:
        """The next message, taken from the cache where the server sends only its hash."""
        assert self._socket
        message = ForwardMsg.FromString(await self._socket.recv())
        if message.WhichOneof("type") == "ref_hash":
            return self._cached_messages[message.ref_hash]
        if message.metadata.cacheable:
            self._cached_messages[message.hash] = message
        return message

    def _handle(self, message: ForwardMsg) -> bool:
        """Note what a message changes on the page; whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
            self.session = message.new_session.initialize.session_id
            self.markdown = []
            if not message.metadata.run.fragment_ids:
                self._states, self.radios, self.fields, self.buttons, self.downloads = {}, {}, {}, {}, {}
                self.titles, self.charts = [], 0
        elif kind == "navigation":
            self.page = message.navigation.page_script_hash
            self.pages = {page.page_name: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._draw(message.delta.new_element, message.delta.fragment_id)
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _draw(self, element: Any, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
            raise RuntimeError(f"the page shows: {getattr(element, kind)}")
        self.charts += kind == "vega_lite_chart"
        if kind == "heading":
            self.titles.append(element.heading.body)
        elif kind == "markdown":
            self.markdown.append(element.markdown.body)
        elif kind == "download_button":
            self.downloads[_key(element.download_button.id)] = element.download_button.deferred_file_id
        elif kind == "button":
            self.buttons[_key(element.button.id)] = element.button.id
        elif kind in STATES:
            widget = getattr(element, kind)
            self._fragments[widget.id] = fragment
            if kind == "radio":
                self.radios[_key(widget.id)] = widget
            elif kind in ("text_input", "text_area"):
                self.fields[_key(widget.id)] = widget
            if widget.id in self._chosen and not widget.set_value:
                self._states[widget.id] = self._chosen[widget.id]
            else:
                self._states[widget.id] = state_of(kind, widget)


def _key(widget: str) -> str:
    """The key that the app gave a widget, which ends its id."""
    return widget.split("-", 2)[-1]
