"""CIFAR-10 on this computer: found where Keras or an instructor put it, refused when it is not the published one."""

import hashlib
import io
import pickle
import tarfile

import numpy as np
import pytest

from lesson_utils import keras_internals
from lesson_utils.datasets import DamagedDatasetError
from lesson_utils.datasets.cifar10 import finding, reading

FOLDERS, ARCHIVES = finding.FOLDERS, finding.ARCHIVES


class Bomb:
    """A pickle that would write a file when it is opened."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return exec, (f"open({str(self.path)!r}, 'w').close()",)


def batch(number, count=20):
    random = np.random.default_rng(number)
    planes = random.integers(0, 256, (count, 3072), dtype=np.uint8)
    return {b"data": planes, b"labels": [int(each) for each in random.integers(0, 10, count)]}


@pytest.fixture
def keras_home(monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setenv("BUILD_A_CNN_HOME", str(tmp_path / "home"))
    (tmp_path / "datasets").mkdir()
    return tmp_path / "datasets"


@pytest.fixture
def batches():
    return {name: batch(number) for number, name in enumerate(reading.BATCH_MD5)}


def write_folder(folder, batches):
    folder.mkdir(parents=True)
    for name, content in batches.items():
        (folder / name).write_bytes(pickle.dumps(content, protocol=4))


def write_archive(path, batches):
    with tarfile.open(path, "w:gz") as tar:
        for name, content in batches.items():
            packed = pickle.dumps(content, protocol=4)
            member = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            member.size = len(packed)
            tar.addfile(member, io.BytesIO(packed))


def trust_folder(monkeypatch, folder):
    sums = {name: hashlib.md5((folder / name).read_bytes()).hexdigest() for name in reading.BATCH_MD5}
    monkeypatch.setattr(reading, "BATCH_MD5", sums)


def trust_archive(monkeypatch, path):
    monkeypatch.setattr(reading, "ARCHIVE_SHA256", hashlib.sha256(path.read_bytes()).hexdigest())


def assert_same_pictures(found, batches):
    (train_images, train_labels), (test_images, test_labels) = found
    assert train_images.shape == (100, 32, 32, 3)
    assert test_images.shape == (20, 32, 32, 3)
    assert train_labels.shape == (100, 1)
    assert test_labels.shape == (20, 1)
    assert {each.dtype for pair in found for each in pair} == {np.dtype("uint8")}
    # A row of a batch holds 1024 reds, then 1024 greens, then 1024 blues, each row by row.
    assert train_images[0, 5, 7].tolist() == batches["data_batch_1"][b"data"][0, 5 * 32 + 7 :: 1024].tolist()
    assert train_labels[20:40, 0].tolist() == batches["data_batch_2"][b"labels"]
    assert test_labels[:, 0].tolist() == batches["test_batch"][b"labels"]


@pytest.mark.parametrize("place", FOLDERS)
def test_an_extracted_folder_is_read(keras_home, batches, monkeypatch, place):
    write_folder(keras_home / place, batches)
    trust_folder(monkeypatch, keras_home / place)
    assert_same_pictures(reading.read_cifar10(finding.find_cifar10()), batches)


@pytest.mark.parametrize("place", ARCHIVES)
def test_an_archive_is_read(keras_home, batches, monkeypatch, place):
    write_archive(keras_home / place, batches)
    trust_archive(monkeypatch, keras_home / place)
    assert_same_pictures(reading.read_cifar10(finding.find_cifar10()), batches)


def test_a_batch_is_read_as_keras_reads_it(keras_home, batches, monkeypatch):
    from keras.src.datasets import cifar

    folder = keras_home / FOLDERS[0]
    write_folder(folder, batches)
    trust_folder(monkeypatch, folder)
    _, (test_images, test_labels) = reading.read_cifar10(finding.find_cifar10())
    planes, labels = cifar.load_batch(str(folder / "test_batch"))
    assert np.array_equal(test_images, planes.transpose(0, 2, 3, 1))
    assert test_labels[:, 0].tolist() == labels


def test_the_places_are_those_keras_uses(monkeypatch):
    from keras.src.datasets import cifar10 as theirs

    asked = {}

    def get_file(**arguments):
        asked.update(arguments)
        raise InterruptedError  # before Keras reads, or downloads, anything

    monkeypatch.setattr(theirs, "get_file", get_file)
    with pytest.raises(InterruptedError):
        theirs.load_data()
    assert FOLDERS[0].split("/")[0] == asked["fname"]
    assert ARCHIVES[0] == asked["fname"] + "_archive"


def test_the_checksum_is_the_one_keras_checks():
    import inspect

    from keras.src.datasets import cifar10 as theirs

    assert reading.ARCHIVE_SHA256 in inspect.getsource(theirs)


def test_absent(keras_home):
    assert finding.find_cifar10() is None


@pytest.mark.parametrize("variable", ["LESSON_DATA_DIR", "BUILD_A_CNN_HOME"])
@pytest.mark.parametrize("name", ["cifar-10-python.tar.gz", "cifar-10-batches-py"])
def test_the_published_files_in_a_data_folder_are_found(keras_home, batches, monkeypatch, tmp_path, variable, name):
    monkeypatch.setenv(variable, str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    place = tmp_path / "data" / name
    write_archive(place, batches) if name.endswith(".gz") else write_folder(place, batches)
    assert finding.find_cifar10() == place


def test_a_half_extracted_folder_does_not_count(keras_home, batches):
    del batches["data_batch_3"]
    write_folder(keras_home / FOLDERS[0], batches)
    assert finding.find_cifar10() is None


@pytest.mark.parametrize("place", ARCHIVES)
def test_a_wrong_archive_is_refused_before_it_is_opened(keras_home, tmp_path, monkeypatch, place):
    fuse = tmp_path / "went-off"
    write_archive(keras_home / place, dict.fromkeys(reading.BATCH_MD5, Bomb(fuse)))

    def unreachable(*args, **kwargs):
        raise AssertionError("the archive was opened before its checksum was verified")

    monkeypatch.setattr(reading.tarfile, "open", unreachable)
    with pytest.raises(DamagedDatasetError, match="checksum is different"):
        reading.read_cifar10(finding.find_cifar10())
    assert not fuse.exists()


def test_a_wrong_folder_is_refused_before_anything_is_unpickled(keras_home, tmp_path, batches, monkeypatch):
    fuse = tmp_path / "went-off"
    write_folder(keras_home / FOLDERS[0], batches | {"test_batch": Bomb(fuse)})

    def unreachable(content):
        raise AssertionError("a batch was unpickled before all checksums were verified")

    monkeypatch.setattr(reading, "_unpickle", unreachable)
    with pytest.raises(DamagedDatasetError, match="data_batch_1 is damaged"):
        reading.read_cifar10(finding.find_cifar10())
    assert not fuse.exists()


@pytest.mark.parametrize("form", ["folder", "archive"])
def test_a_malicious_pickle_runs_nothing_even_with_the_right_checksum(keras_home, tmp_path, monkeypatch, form):
    fuse = tmp_path / "went-off"
    bombs = dict.fromkeys(reading.BATCH_MD5, Bomb(fuse))
    if form == "folder":
        write_folder(keras_home / FOLDERS[0], bombs)
        trust_folder(monkeypatch, keras_home / FOLDERS[0])
    else:
        write_archive(keras_home / ARCHIVES[0], bombs)
        trust_archive(monkeypatch, keras_home / ARCHIVES[0])
    with pytest.raises(DamagedDatasetError, match=r"builtins\.exec"):
        reading.read_cifar10(finding.find_cifar10())
    assert not fuse.exists()
    pickle.loads((keras_home / FOLDERS[0] / "test_batch").read_bytes()) if form == "folder" else fuse.touch()
    assert fuse.exists()  # the bomb is a real one


def test_python_2s_pickles_are_understood():
    """The published batches were pickled by Python 2, with NumPy's old module name and byte strings as keys."""
    old = (
        b"\x80\x02}q\x01(U\x04dataq\x02cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nndarray\nq\x04K\x00\x85U\x01b\x87Rq\x05"
        b"(K\x01K\x02K\x03\x86cnumpy\ndtype\nq\x06U\x02u1K\x00K\x01\x87Rq\x07(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
        b"\x89U\x06\x01\x02\x03\x04\x05\x06tbU\x06labels]q\x08(K\x07K\x08eu."
    )
    found = reading._unpickle(old)
    assert found[b"data"].tolist() == [[1, 2, 3], [4, 5, 6]]
    assert found[b"labels"] == [7, 8]


def test_keras_home_follows_kerass_own_rule(monkeypatch, tmp_path):
    monkeypatch.delenv("KERAS_HOME", raising=False)
    monkeypatch.setattr(keras_internals.Path, "home", lambda: tmp_path)
    assert keras_internals.keras_home() == tmp_path / ".keras"
