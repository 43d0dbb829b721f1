//! Networks: loaded once a process, run on one thread.
//!
//! Why it exists: everything that knows the runtime is here. A session is read-only and shared; each worker
//! thread runs it on a pool of one of its own, so that one page costs one thread and memory is bounded by
//! threads. The runtime's pools are rayon's, and so are our workers: a worker that waits for another pool would
//! begin another file meanwhile, on top of the one at hand, and a lock that it holds would never open. So networks
//! are loaded and run from a plain thread, for which the worker just waits.

use std::cell::RefCell;
use std::sync::Arc;

use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::decode::DecodeFailure;
use crate::facts::Problem;

/// A network with one input and one output.
pub struct Network {
    model: Model,
}

/// Dense output: its sizes and values.
pub struct Output {
    pub shape: Vec<usize>,
    pub values: Vec<f32>,
}

thread_local! {
    /// Made when a thread first runs a network: the runtime's own pool would have a thread a core.
    static ONE: RefCell<Option<Arc<ThreadPool>>> = const { RefCell::new(None) };
}

fn one_thread() -> Arc<ThreadPool> {
    ONE.with_borrow_mut(|pool| pool.get_or_insert_with(|| Arc::new(ThreadPool::with_num_threads(1))).clone())
}

impl Network {
    /// From the bytes of an ONNX file.
    ///
    /// # Errors
    /// Bytes that are no network of a kind that the runtime knows.
    pub fn new(bytes: &'static [u8]) -> Result<Network, DecodeFailure> {
        aside(|| {
            Model::load_static_slice(bytes).map(|model| Network { model }).map_err(|cause| failure(&cause))
        })
    }

    /// Runs on `shape` = [n, channels, height, width].
    ///
    /// # Errors
    /// What the runtime says; sizes that do not fit.
    pub fn run(&self, shape: [usize; 4], values: Vec<f32>) -> Result<Output, DecodeFailure> {
        let input = NdTensor::try_from_data(shape, values).map_err(|cause| failure(&cause))?;
        let options = RunOptions::default().with_thread_pool(Some(one_thread()));
        aside(|| {
            // Given away, not lent: the runtime drops it after its first layer. The output is taken, not copied: of a
            // long line it is tens of megabytes.
            let output = self.model.run_one(input.into(), Some(options)).map_err(|cause| failure(&cause))?;
            let output: rten_tensor::Tensor<f32> =
                output.try_into().map_err(|_| failure(&"no float output"))?;
            Ok(Output { shape: output.shape().to_vec(), values: output.into_data() })
        })
    }
}

/// On a plain thread (starting one costs a thousandth of reading a line); a panic there is a failure here.
fn aside<T: Send>(work: impl FnOnce() -> Result<T, DecodeFailure> + Send) -> Result<T, DecodeFailure> {
    std::thread::scope(|scope| scope.spawn(work).join())
        .unwrap_or_else(|_| Err(failure(&"the network panicked")))
}

/// What the runtime, or a file of weights, says.
pub fn failure(cause: &dyn std::fmt::Display) -> DecodeFailure {
    DecodeFailure { problem: Problem::DecoderFailed, detail: cause.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_network_and_panics_are_failures() {
        assert!(Network::new(b"rubbish").is_err());
        assert!(aside::<()>(|| panic!("on purpose")).is_err());
    }
}
