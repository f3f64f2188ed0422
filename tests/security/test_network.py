"""Nobody can be reached."""

from tests.security.attacks import network
from tests.security.stage import HELD, Stage


def test_s10_the_metadata_service_gets_no_request(stage: Stage) -> None:
    assert stage.verdict(network.fetch_the_metadata) == HELD


def test_s11_no_socket_of_any_family_opens(stage: Stage) -> None:
    assert stage.verdict(network.open_a_socket_of_any_family) == HELD


def test_s12_no_port_can_be_listened_on(stage: Stage) -> None:
    assert stage.verdict(network.listen_on_a_port) == HELD


def test_s12_raw_bind_and_connect_are_refused_on_a_pair(stage: Stage) -> None:
    assert stage.verdict(network.bind_by_raw_system_calls) == HELD


def test_s14_the_supervisors_socket_cannot_be_called(stage: Stage) -> None:
    assert stage.verdict(network.call_on_the_supervisor) == HELD


def test_s15_a_socket_pair_cannot_be_reconnected(stage: Stage) -> None:
    assert stage.verdict(network.reconnect_a_socket_pair) == HELD


def test_s15_a_datagram_pair_cannot_address_anybody(stage: Stage) -> None:
    assert stage.verdict(network.address_a_datagram_from_a_pair) == HELD


def test_s15_a_stream_pair_cannot_address_anybody(stage: Stage) -> None:
    assert stage.verdict(network.send_to_an_address_from_a_stream_pair) == HELD


def test_s15_descriptors_cannot_be_hidden_in_flight(stage: Stage) -> None:
    assert stage.verdict(network.hide_a_descriptor_in_flight) == HELD


def test_s62_the_video_library_cannot_fetch_an_address(stage: Stage) -> None:
    assert stage.verdict(network.have_the_video_library_fetch) == HELD
