//! Renders a component to HTML natively.

use std::{
    future::Future,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};
use yew::{BaseComponent, ServerRenderer};

/// The HTML of a component with the properties that `props` makes.
pub fn html<C: BaseComponent>(props: impl FnOnce() -> C::Properties + Send + 'static) -> String {
    wait(ServerRenderer::<C>::with_props(props).hydratable(false).render())
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for `future` on this thread; the renderer brings its own runtime for the work.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}
