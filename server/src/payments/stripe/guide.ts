/** How to connect Stripe. */
export const stripeGuide = {
  en: `1. In Stripe, open **Developers > API keys** and copy the **secret key** into the form. To try it without money, switch Stripe to a sandbox first: its key begins with \`sk_test_\`.
2. Save, and press **Check the credentials**: the name of your account appears.
3. In Stripe, open **Developers > Webhooks > Add endpoint** (or **Event destinations**). Enter \`{{webhookUrl}}\` and choose the events *checkout.session.completed*, *checkout.session.async_payment_succeeded* and *checkout.session.async_payment_failed*.
4. Open the new endpoint, reveal its **signing secret** (\`whsec_…\`), copy it into the form and save.
5. In a flow, add the step **Payment** and choose this connection.

Without the webhook the bot asks Stripe itself, after 3 and 15 minutes and at the end. With it the flow goes on within a second.`,
  vi: `1. Trong Stripe, mở **Developers > API keys** rồi sao chép **secret key** vào biểu mẫu. Để thử mà không mất tiền, hãy chuyển Stripe sang sandbox trước: khóa khi đó bắt đầu bằng \`sk_test_\`.
2. Lưu lại rồi bấm **Kiểm tra thông tin kết nối**: tên tài khoản của bạn sẽ hiện ra.
3. Trong Stripe, mở **Developers > Webhooks > Add endpoint** (hoặc **Event destinations**). Nhập \`{{webhookUrl}}\` và chọn các sự kiện *checkout.session.completed*, *checkout.session.async_payment_succeeded*, *checkout.session.async_payment_failed*.
4. Mở endpoint vừa tạo, xem **signing secret** (\`whsec_…\`), sao chép vào biểu mẫu rồi lưu.
5. Trong kịch bản, thêm bước **Thanh toán** và chọn kết nối này.

Nếu không có webhook, bot tự hỏi Stripe sau 3 phút, 15 phút và khi hết hạn. Có webhook, kịch bản chạy tiếp chỉ sau một giây.`,
  bn: `1. Stripe-এ **Developers > API keys** খুলে **secret key** কপি করে ফর্মে দিন। টাকা ছাড়া পরখ করতে আগে Stripe-কে sandbox-এ নিন: তখন কী শুরু হয় \`sk_test_\` দিয়ে।
2. সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন: আপনার অ্যাকাউন্টের নাম দেখা যাবে।
3. Stripe-এ **Developers > Webhooks > Add endpoint** (বা **Event destinations**) খুলুন। \`{{webhookUrl}}\` লিখে *checkout.session.completed*, *checkout.session.async_payment_succeeded* ও *checkout.session.async_payment_failed* ইভেন্ট বেছে নিন।
4. নতুন endpoint খুলে তার **signing secret** (\`whsec_…\`) দেখুন, কপি করে ফর্মে দিন এবং সংরক্ষণ করুন।
5. ফ্লোতে **পেমেন্ট** ধাপ যোগ করে এই সংযোগ বেছে নিন।

ওয়েবহুক না থাকলে বট নিজেই ৩ ও ১৫ মিনিট পর এবং শেষে Stripe-কে জিজ্ঞেস করে। থাকলে ফ্লো এক সেকেন্ডের মধ্যে এগিয়ে যায়।`,
};
